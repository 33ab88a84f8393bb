import { afterEach, describe, expect, it, vi } from 'vitest'
import { openEventStream, type StreamState } from './eventStream'

const encode = (text: string) => new TextEncoder().encode(text)

function answer(...pieces: string[]): Response {
  return new Response(new ReadableStream({
    start(controller) {
      pieces.forEach((piece) => controller.enqueue(encode(piece)))
      controller.close()
    },
  }))
}

afterEach(() => vi.unstubAllGlobals())

describe('openEventStream', () => {
  it('resumes after the last event that it saw when the connection is lost', async () => {
    const asked: (string | undefined)[] = []
    const answers = [answer('id: 1\ndata: a\n\nid: 2\ndata: b\n\nid: 3\nda'), answer('id: 3\ndata: c\n\n')]
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
      asked.push((init.headers as Record<string, string>)['Last-Event-ID'])
      return Promise.resolve(answers.shift() ?? new Response(null, { status: 404 }))
    })
    const seen: string[] = []
    const states: StreamState[] = []

    await new Promise<void>((closed) => openEventStream({
      url: '/x',
      firstRetryMs: 1,
      onEvent: (event) => seen.push(event.data),
      onState: (state) => (states.push(state), state === 'closed' && closed()),
    }))

    expect(seen).toEqual(['a', 'b', 'c'])
    expect(asked).toEqual([undefined, '2', '3'])
    expect(states).toEqual(['connecting', 'live', 'reconnecting', 'live', 'reconnecting', 'closed'])
  })

  it('begins where it is told and stops when closed', async () => {
    let signal: AbortSignal | null | undefined
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
      signal = init.signal
      expect((init.headers as Record<string, string>)['Last-Event-ID']).toBe('41')
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))))
    })

    await new Promise<void>((closed) => {
      const stream = openEventStream({ url: '/x', lastEventId: '41', onEvent: () => {}, onState: (state) => state === 'closed' && closed() })
      stream.close()
    })

    expect(signal?.aborted).toBe(true)
  })

  it('tells with which status it was refused, before it closes for good', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(null, { status: 401 })))
    const told: (number | StreamState)[] = []

    await new Promise<void>((closed) => openEventStream({
      url: '/x',
      onEvent: () => {},
      onRefused: (status) => told.push(status),
      onState: (state) => (told.push(state), state === 'closed' && closed()),
    }))

    expect(told).toEqual(['connecting', 401, 'closed'])
  })
})
