import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import type { ServerEvent } from '@/api/sse'
import type { Run } from '@/api/types'
import { runOf } from '../../tests/builders'
import { useActiveRuns } from './activeRuns'
import { useRun } from './useRun'

const server = vi.hoisted(() => ({ tell: (_: Run) => {}, answer: (_: Run) => {} }))
vi.mock('@/api', () => ({
  runs: {
    get: () => new Promise<Run>((resolve) => (server.answer = resolve)),
    list: (_: unknown, status: string) => status === 'queued' ? { runs: [] } : new Promise((resolve) => (server.answer = (run) => resolve({ runs: [run] }))),
  },
}))
vi.mock('@/api/eventStream', () => ({
  openEventStream: ({ onEvent }: { onEvent: (event: ServerEvent) => void }) => {
    server.tell = (run) => onEvent({ id: '1', event: 'run', data: JSON.stringify(run) })
    return { close: () => {} }
  },
}))

const running = runOf({ status: 'running' })
const completed = runOf({ status: 'completed' })

beforeEach(() => setActivePinia(createPinia()))

it('shows how a run ended, though the answer that was written before comes after the news', async () => {
  const { run } = effectScope().run(() => useRun(ref(running.run_id)))!

  server.tell(completed)
  server.answer(running)
  await flushPromises()

  expect(run.value?.status).toBe('completed')
})

it('shows what is read when nothing was heard since it was asked for', async () => {
  const { run, reload } = effectScope().run(() => useRun(ref(running.run_id)))!
  server.answer(running)
  await flushPromises()
  server.tell(running)

  void reload()
  server.answer(completed)
  await flushPromises()

  expect(run.value?.status).toBe('completed')
})

it('does not list a run as going on that ended while the list was on its way', async () => {
  const active = useActiveRuns()

  server.tell(completed)
  server.answer(running)
  await flushPromises()

  expect(active.runs).toEqual([])
})
