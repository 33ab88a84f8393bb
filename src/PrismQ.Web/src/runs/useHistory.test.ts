import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick, reactive } from 'vue'
import type { ServerEvent } from '@/api/sse'
import type { Run } from '@/api/types'
import { runOf } from '../../tests/builders'
import { useHistory } from './useHistory'

const server = vi.hoisted(() => ({ tell: (_: Run) => {}, answers: [] as ((runs: Run[]) => void)[] }))
const route = reactive({ path: '/history', query: {} as { status?: string; page?: string } })
vi.mock('vue-router', () => ({ useRoute: () => route, useRouter: () => ({}) }))
vi.mock('@/api', () => ({
  runs: { list: () => new Promise((resolve) => server.answers.push((runs) => resolve({ runs, total: runs.length }))) },
}))
vi.mock('@/api/eventStream', () => ({
  openEventStream: ({ onEvent }: { onEvent: (event: ServerEvent) => void }) => {
    server.tell = (run) => onEvent({ id: '1', event: 'run', data: JSON.stringify(run) })
    return { close: () => {} }
  },
}))

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
  server.answers = []
  route.query = {}
})
afterEach(() => void vi.useRealTimers())

it('shows the first answer however slow it is, and then what changed meanwhile', async () => {
  const { list } = effectScope().run(() => useHistory())!

  server.tell(runOf())
  vi.advanceTimersByTime(5000)
  server.answers[0]!([runOf()])
  await flushPromises()

  expect(list.value?.runs).toHaveLength(1)
  server.tell(runOf({ run_id: 'new' }))
  vi.advanceTimersByTime(700)
  server.answers[1]!([runOf({ run_id: 'new' }), runOf()])
  await flushPromises()
  expect(list.value?.runs).toHaveLength(2)
})

it('does not read for ever because a run tells its load while it reads', async () => {
  effectScope().run(() => useHistory())
  server.tell(runOf())
  server.answers[0]!([runOf()])
  await flushPromises()
  vi.advanceTimersByTime(700)

  server.tell(runOf({ cpu_percent: 7 }))
  server.answers[1]!([runOf({ cpu_percent: 7 })])
  await flushPromises()
  vi.advanceTimersByTime(10_000)

  expect(server.answers).toHaveLength(2)
})

it('shows no rows of the filter before, but keeps the rows while they are read again or the page is turned', async () => {
  const { list, reload } = effectScope().run(() => useHistory())!
  server.answers[0]!([runOf()])
  await flushPromises()

  void reload()
  expect(list.value?.runs).toHaveLength(1)
  route.query = { page: '2' }
  await nextTick()
  expect(list.value?.runs).toHaveLength(1)
  route.query = { page: '2', status: 'failed' }
  await nextTick()

  expect(list.value).toBeUndefined()
})
