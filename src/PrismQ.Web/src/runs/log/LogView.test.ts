import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { lineOf } from '../../../tests/builders'
import type { LogNews } from './logFeed'
import LogView from './LogView.vue'

const route = { hash: '', query: {} }
vi.mock('vue-router', () => ({ useRoute: () => route, useRouter: () => ({ replace: vi.fn() }) }))

const MILLION = 1_000_000
const entry = (line: number) => lineOf(line, { level: line % 1000 === 0 ? 'ERROR' : 'INFO', message: `message ${line}` })

async function open(total: number) {
  let tell: (news: LogNews) => void = () => {}
  const read = vi.fn(async (count: number, after?: number) => {
    const first = after === undefined ? Math.max(1, total - count + 1) : after + 1
    return { total_lines: total, logs: Array.from({ length: Math.max(0, Math.min(count, total - first + 1)) }, (_, i) => entry(first + i)) }
  })
  const source = { read, follow: (_: number, listener: typeof tell) => ((tell = listener), () => {}) }
  const view = mount(LogView, { props: { source, runId: 'run_1' }, attachTo: document.body })
  await flushPromises()
  const lines = () => view.findAll('.line .text').map((line) => line.text())
  return { view, read, lines, tell: async (news: LogNews) => (tell(news), await flushPromises()) }
}

describe('LogView', () => {
  beforeEach(() => {
    route.hash = ''
    localStorage.clear()
  })

  it('shows the end of a million lines with a handful of elements and one read', async () => {
    const { lines, read } = await open(MILLION)

    expect(lines().at(-1)).toBe(`message ${MILLION}`)
    expect(lines().length).toBeLessThan(60)
    expect(read).toHaveBeenCalledTimes(1)
  })

  it('follows new lines, however many came at once', async () => {
    const { lines, tell, view } = await open(10)

    await tell({ last: 500_000, entries: Array.from({ length: 400 }, (_, i) => entry(499_601 + i)), state: 'live' })

    expect(lines().at(-1)).toBe('message 500000')
    expect(view.text()).toContain('500,000 lines')
  })

  it('opens at the line that the address names', async () => {
    route.hash = '#L77777'

    const { view } = await open(MILLION)
    await flushPromises()

    expect(view.get('.line.marked .no').text()).toBe('77777')
  })

  it('shows only the chosen levels', async () => {
    const { view, lines } = await open(5000)

    await view.get('.levels .error').trigger('click')
    await flushPromises()

    expect(lines()).toEqual(['message 1000', 'message 2000', 'message 3000', 'message 4000', 'message 5000'])
  })

  it('says when the connection is lost and when the log is whole', async () => {
    const { view, tell } = await open(3)

    await tell({ last: 3, entries: [], state: 'reconnecting' })
    expect(view.text()).toContain('Reconnecting; no line will be missed')

    await tell({ last: 3, entries: [], state: 'closed', finalStatus: 'completed' })
    expect(view.text()).toContain('this is the whole log')
  })

  it('says when the server refuses to go on showing the log', async () => {
    const { view, tell } = await open(3)

    await tell({ last: 3, entries: [], state: 'closed' })

    expect(view.text()).toContain('The server does not show this log any more.')
  })

  it('offers to try again when the log cannot be read, and does', async () => {
    const read = vi.fn(async () => ({ total_lines: 1, logs: [entry(1)] })).mockRejectedValueOnce(new TypeError('Failed to fetch'))
    const view = mount(LogView, { props: { source: { read, follow: () => () => {} }, runId: 'run_1' } })
    await flushPromises()

    await view.get('[role=alert] button').trigger('click')
    await flushPromises()

    expect(view.get('.line .text').text()).toBe('message 1')
  })
})
