import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, expect, it, vi } from 'vitest'
import { RECENT, useRecentRuns, withRun } from './recentRuns'
import { runOf } from '../../tests/builders'

const server = vi.hoisted(() => ({ list: vi.fn(), reset: () => {} }))
vi.mock('@/api', () => ({ runs: { list: server.list } }))
vi.mock('@/api/eventStream', () => ({
  openEventStream: ({ onEvent }: { onEvent: (event: { id: string; event: string; data: string }) => void }) => {
    server.reset = () => onEvent({ id: '1', event: 'reset', data: '{}' })
    return { close: () => {} }
  },
}))

afterEach(() => void vi.useRealTimers())

it('replaces a run that it knows and puts a new one on top, twenty at most', () => {
  const known = Array.from({ length: RECENT }, (_, i) => runOf({ run_id: `r${i}` }))

  expect(withRun(known, runOf({ run_id: 'r3', status: 'failed' }))[3]?.status).toBe('failed')
  const longer = withRun(known, runOf({ run_id: 'new' }))
  expect(longer).toHaveLength(RECENT)
  expect(longer[0]?.run_id).toBe('new')
})

it('puts an older run where it belongs, and leaves it out where the list is full of newer ones', () => {
  const at = (second: number) => runOf({ run_id: `r${second}`, created_at: `2026-01-31T08:30:${String(second).padStart(2, '0')}.000Z` })
  const full = Array.from({ length: RECENT }, (_, i) => at(50 - i))

  expect(withRun([at(9), at(5)], at(7)).map((run) => run.run_id)).toEqual(['r9', 'r7', 'r5'])
  expect(withRun([at(9), at(5)], at(3)).map((run) => run.run_id)).toEqual(['r9', 'r5', 'r3'])
  expect(withRun(full, at(3))).toEqual(full)
})

it('reads a module again after a moment when it could not be read after a reset', async () => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
  server.list.mockResolvedValueOnce({ runs: [runOf()] }).mockRejectedValueOnce({ status: 503 }).mockResolvedValueOnce({ runs: [runOf({ status: 'completed' })] })
  const recent = useRecentRuns()
  recent.want('word-trends')
  await flushPromises()

  server.reset()
  await flushPromises()
  vi.advanceTimersByTime(3000)
  await flushPromises()

  expect(recent.byModule.get('word-trends')?.[0]?.status).toBe('completed')
})
