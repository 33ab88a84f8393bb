import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ServerEvent } from '@/api/sse'
import type { Run } from '@/api/types'
import { runOf } from '../../tests/builders'
import RunsChart from './RunsChart.vue'

const server = vi.hoisted(() => ({ tell: (_: Run) => {}, answers: [] as (() => void)[] }))
vi.mock('@/api', () => ({ runs: { list: () => new Promise((resolve) => server.answers.push(() => resolve({ runs: [runOf({ status: 'completed' })] }))) } }))
vi.mock('@/api/eventStream', () => ({
  openEventStream: ({ onEvent }: { onEvent: (event: ServerEvent) => void }) => {
    server.tell = (run) => onEvent({ id: '1', event: 'run', data: JSON.stringify(run) })
    return { close: () => {} }
  },
}))

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
})
afterEach(() => void vi.useRealTimers())

it('shows although runs end faster than they can be read', async () => {
  const chart = mount(RunsChart, { global: { stubs: { TimeChart: true } } })

  server.tell(runOf({ status: 'completed' }))
  server.tell(runOf({ run_id: 'other', status: 'failed' }))
  server.answers[0]!()
  await flushPromises()

  expect(chart.text()).toContain('The last 1 runs')
  expect(server.answers).toHaveLength(1)
})
