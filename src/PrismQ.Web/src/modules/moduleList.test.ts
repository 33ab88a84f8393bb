import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Module } from '@/api/types'
import { moduleOf } from '../../tests/builders'
import { useModuleList } from './moduleList'

const server = vi.hoisted(() => ({ reset: () => {}, answers: [] as ((modules: Module[]) => void)[] }))
vi.mock('@/api', () => ({ modules: { list: () => new Promise((resolve) => server.answers.push((modules) => resolve({ modules }))) } }))
vi.mock('@/api/eventStream', () => ({
  openEventStream: ({ onEvent }: { onEvent: (event: { id: string; event: string; data: string }) => void }) => {
    server.reset = () => onEvent({ id: '1', event: 'reset', data: '{}' })
    return { close: () => {} }
  },
}))

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
})
afterEach(() => void vi.useRealTimers())

it('shows the first answer however slow it is, and then what changed meanwhile', async () => {
  const list = useModuleList()

  server.reset()
  vi.advanceTimersByTime(5000)
  server.answers[0]!([moduleOf()])
  await flushPromises()

  expect(list.modules).toHaveLength(1)
  vi.advanceTimersByTime(1000)
  server.answers[1]!([moduleOf({ total_runs: 1 })])
  await flushPromises()
  expect(list.modules?.[0]?.total_runs).toBe(1)
})
