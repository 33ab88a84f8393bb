import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ServerEvent } from '@/api/sse'
import type { Run } from '@/api/types'
import { runOf } from '../../tests/builders'
import ActiveRunCard from './ActiveRunCard.vue'
import { useActiveRuns } from './activeRuns'
import RunTimeline from './RunTimeline.vue'

type Answer = { give: (runs: Run[]) => Promise<unknown>; fail: (status: number) => Promise<unknown> }
const server = vi.hoisted(() => ({ send: (_: string, __?: unknown) => {}, asked: [] as Answer[] }))
vi.mock('vue-router', () => ({}))
vi.mock('@/api', () => ({
  runs: {
    list: (_: unknown, status: string) => new Promise((resolve, reject) => {
      if (status === 'running') resolve({ runs: [] })
      else server.asked.push({ give: (runs) => (resolve({ runs }), flushPromises()), fail: (code) => (reject({ status: code }), flushPromises()) })
    }),
  },
}))
vi.mock('@/api/eventStream', () => ({
  openEventStream: ({ onEvent }: { onEvent: (event: ServerEvent) => void }) => {
    server.send = (event, data) => onEvent({ id: '1', event, data: JSON.stringify(data ?? {}) })
    return { close: () => {} }
  },
}))

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
  server.asked = []
})
afterEach(() => void vi.useRealTimers())

const queued = (run_id: string, second: number, queue_position: number) =>
  runOf({ run_id, status: 'queued', created_at: `2026-01-31T08:30:0${second}.000Z`, started_at: null, duration_seconds: null, queue_position })

describe('the place in the queue', () => {
  it('moves up when a run before it starts', async () => {
    const [first, second] = [queued('a', 1, 1), queued('b', 2, 2)]
    const card = mount(ActiveRunCard, { props: { run: second } })
    const timeline = mount(RunTimeline, { props: { run: second } })
    await server.asked[0]!.give([second, first])
    expect(card.text()).toContain('Number 2 in the queue')

    server.send('run', { ...first, status: 'running', queue_position: null })
    await flushPromises()

    expect(card.text()).toContain('Number 1 in the queue')
    expect(timeline.text()).toContain('number 1 in the queue')
  })

  it('is what the server told while the queue is not known, and none for a run that does not wait', () => {
    const active = useActiveRuns()

    expect(active.placeOf(queued('b', 2, 2))).toBe(2)
    expect(active.placeOf(runOf())).toBeNull()
  })
})

describe('reload', () => {
  it('is made again until it succeeds: a reset is told once', async () => {
    const active = useActiveRuns()
    await server.asked[0]!.give([queued('gone', 1, 1)])

    server.send('reset')
    await server.asked[1]!.fail(503)
    vi.advanceTimersByTime(3000)
    await server.asked[2]!.fail(0)
    vi.advanceTimersByTime(3000)
    await server.asked[3]!.give([])

    expect([active.count, active.problem]).toEqual([0, undefined])
    vi.advanceTimersByTime(60_000)
    expect(server.asked).toHaveLength(4)
  })

  it('wins over an older one whose answer comes later, and over what was heard during that', async () => {
    const active = useActiveRuns()
    server.send('run', queued('gone', 1, 1))
    server.send('reset')
    await server.asked[1]!.give([])

    await server.asked[0]!.give([queued('gone', 1, 1)])

    expect(active.runs).toEqual([])
  })

  it('is not made again when the server refuses', async () => {
    useActiveRuns()
    await server.asked[0]!.fail(401)

    vi.advanceTimersByTime(60_000)

    expect(server.asked).toHaveLength(1)
  })
})
