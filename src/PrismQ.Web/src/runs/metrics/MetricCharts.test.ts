import { flushPromises, mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { lineOf } from '../../../tests/builders'
import MetricCharts from './MetricCharts.vue'

const log = [1, 2, 3].map((line) => lineOf(line, { message: `::metric loss=${line}` }))
const server = vi.hoisted(() => ({ waiting: [] as (() => void)[] }))
vi.mock('../log/logSource', () => ({
  serverLog: () => ({
    read: (count: number, after?: number) => new Promise((resolve) => server.waiting.push(() => resolve({
      total_lines: log.length, logs: after === undefined ? log.slice(-count) : log.slice(after, after + count),
    }))),
  }),
}))

it('counts each line once, also when the run ends while the log is read', async () => {
  const TimeChart = { props: ['lines'], template: '<i>{{ lines[0].values }}</i>' }
  const view = mount(MetricCharts, { props: { runId: 'run_1', active: true }, global: { stubs: { TimeChart } } })

  await view.setProps({ active: false })
  while (server.waiting.length > 0) {
    server.waiting.splice(0).forEach((answer) => answer())
    await flushPromises()
  }

  expect(JSON.parse(view.get('i').text())).toEqual([1, 2, 3])
})
