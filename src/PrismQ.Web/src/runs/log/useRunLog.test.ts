import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { lineOf } from '../../../tests/builders'
import type { LogPart } from './logSource'
import { useRunLog } from './useRunLog'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  look(true)
})

function look(visible: boolean) {
  Object.defineProperty(document, 'hidden', { value: !visible, configurable: true })
  document.dispatchEvent(new Event('visibilitychange'))
}

const part = (from: number, to: number, total_lines: number): LogPart => ({ total_lines, logs: Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => lineOf(from + i)) })

async function open(read: (count: number, after: number | undefined) => LogPart) {
  const source = { read: vi.fn(async (count: number, after: number | undefined) => read(count, after)), follow: vi.fn(() => () => {}) }
  const scope = effectScope()
  const log = scope.run(() => useRunLog(source))!
  await flushPromises()
  return { source, log, close: () => scope.stop() }
}

const offline = () => {
  throw new TypeError('Failed to fetch')
}

describe('useRunLog', () => {
  it('begins when it is tried again after the first read failed', async () => {
    let read: () => LogPart = offline
    const { log, source, close } = await open(() => read())
    expect(log.problem.value).toBeDefined()
    expect(source.follow).not.toHaveBeenCalled()

    read = () => part(1, 3, 3)
    await log.retry()

    expect([log.loaded.value, log.total.value, log.problem.value]).toEqual([true, 3, undefined])
    expect(source.follow).toHaveBeenCalledTimes(1)
    close()
  })

  it('follows again after the tab was left, although lines could not be read meanwhile', async () => {
    const { log, source, close } = await open((_, after) => (after === undefined ? part(601, 1000, 1000) : offline()))
    log.want([1, 2, 3])
    await flushPromises()

    look(false)
    look(true)
    await flushPromises()

    expect(source.follow).toHaveBeenCalledTimes(2)
    close()
  })

  it('says after a moment that lines are still wanted that could not be read', async () => {
    let read = (_: number): LogPart => offline()
    const { log, source, close } = await open((_, after) => (after === undefined ? part(601, 1000, 1000) : read(after)))
    const { version } = log
    const before = version.value

    log.want([1])
    await flushPromises()
    log.want([1])
    expect(source.read).toHaveBeenCalledTimes(2)
    expect(version.value).toBe(before)
    read = (after) => part(after + 1, after + 1, 1000)
    await vi.advanceTimersByTimeAsync(2000)
    expect(version.value).toBeGreaterThan(before)
    log.want([1])
    await flushPromises()

    expect(log.entry(1)?.message).toBe('line 1')
    close()
  })

  it('reads on where an answer holds fewer lines than were asked for', async () => {
    const { log, close } = await open((count, after) => (after === undefined ? part(601, 1000, 1000) : part(after + 1, after + Math.min(60, count), 1000)))

    log.want([1, 100, 200])
    await flushPromises()

    expect([1, 60, 61, 200].map((line) => log.entry(line)?.message)).toEqual(['line 1', 'line 60', 'line 61', 'line 200'])
    close()
  })

  it('holds every page that is looked at, however long their lines are', async () => {
    const message = 'x'.repeat(65_536)
    const long = (from: number, to: number): LogPart => ({ total_lines: 1000, logs: part(from, to, 1000).logs.map((entry) => ({ ...entry, message })) })
    const { log, source, close } = await open((count, after) => (after === undefined ? long(601, 1000) : long(after + 1, after + count)))
    const shown = [198, 199, 200, 201, 202, 203]
    log.want(shown)
    await flushPromises()
    source.read.mockClear()

    log.want(shown)

    expect(source.read).not.toHaveBeenCalled()
    expect(shown.map((line) => log.entry(line)?.line)).toEqual(shown)
    log.want([998, 999, 1000])
    await flushPromises()
    expect(log.entry(200)).toBeUndefined()
    close()
  })

  it('takes for not kept what an answer leaves out before its last line, or what no answer holds', async () => {
    const kept = [1, 2, 3, 150].map((line) => lineOf(line))
    const { log, close } = await open((_, after) => (after === undefined ? part(601, 1000, 1000) : { total_lines: 1000, logs: kept.filter(({ line }) => line > after) }))

    log.want([1, 2, 3])
    await flushPromises()

    expect([3, 4, 149, 150, 151, 200].map((line) => log.entry(line)?.message)).toEqual([
      'line 3', expect.stringMatching('not kept'), expect.stringMatching('not kept'), 'line 150', expect.stringMatching('not kept'), expect.stringMatching('not kept'),
    ])
    close()
  })
})
