import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import type { EventStreamOptions } from '@/api/eventStream'
import { keyNeeded } from '@/api/key'
import { useRunEvents } from './runEvents'

const server = vi.hoisted(() => ({ stream: {} as EventStreamOptions }))
vi.mock('@/api/eventStream', () => ({
  openEventStream: (options: EventStreamOptions) => ((server.stream = options), { close: () => {} }),
}))

beforeEach(() => {
  setActivePinia(createPinia())
  keyNeeded.value = false
})

it.each([[401, true], [403, false]])('stays lost when the server refuses with %i, and asks for a key: %o', (status, asks) => {
  const events = useRunEvents()
  server.stream.onState!('reconnecting')

  server.stream.onRefused!(status)
  server.stream.onState!('closed')

  expect(events.lost).toBe(true)
  expect(keyNeeded.value).toBe(asks)
})

it('is found again once a stream is open', () => {
  const events = useRunEvents()
  server.stream.onRefused!(403)
  server.stream.onState!('closed')

  server.stream.onState!('live')

  expect(events.lost).toBe(false)
})
