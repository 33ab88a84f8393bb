import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ServerEvent } from '@/api/sse'
import type { Run } from '@/api/types'
import { runOf } from '../../../tests/builders'
import RunResultsPanel from './RunResultsPanel.vue'

const server = vi.hoisted(() => ({ tell: (_: Run) => {}, answers: [] as ((bytes: number) => void)[], text: 'short', fails: false }))
vi.mock('@/api', () => ({
  runs: {
    getResults: () => new Promise((resolve) => server.answers.push((size_bytes) => resolve({
      summary: {}, metrics: {}, output_files: [{ filename: 'a.txt', path: 'a.txt', size_bytes, created_at: '2026-01-31T08:30:00Z' }],
    }))),
    downloadResult: async () => {
      if (server.fails) throw new TypeError('Failed to fetch')
      return { data: { text: async () => server.text } }
    },
  },
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
  Object.assign(server, { answers: [], text: 'short', fails: false })
})
afterEach(() => void vi.useRealTimers())

const open = () => mount(RunResultsPanel, { props: { runId: runOf().run_id, active: true } })

it('shows the results although the run tells news faster than they can be read', async () => {
  const view = open()

  server.tell(runOf())
  server.tell(runOf())
  server.answers[0]!(5)
  await flushPromises()

  expect(view.text()).toContain('a.txt')
  expect(server.answers).toHaveLength(1)
  vi.advanceTimersByTime(300)
  expect(server.answers).toHaveLength(2)
})

async function grow(bytes: number) {
  server.tell(runOf())
  vi.advanceTimersByTime(300)
  server.answers.at(-1)!(bytes)
  await flushPromises()
  vi.advanceTimersByTime(300)
  await flushPromises()
}

it('keeps the preview in its place when the file grows', async () => {
  const view = open()
  server.answers[0]!(5)
  await flushPromises()
  const { element } = view.get('.preview')

  server.text = 'longer text'
  await grow(11)

  expect(view.get('.preview').element).toBe(element)
  expect(view.get('pre').text()).toBe('longer text')
})

it('shows the earlier preview while the file cannot be read', async () => {
  const view = open()
  server.answers[0]!(5)
  await flushPromises()

  server.fails = true
  await grow(11)

  expect(view.get('pre').text()).toBe('short')
})
