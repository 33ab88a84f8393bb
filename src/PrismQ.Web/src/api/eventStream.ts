import { pause } from '@/common/pause'
import { createSseParser, type ServerEvent } from './sse'

export type StreamState = 'connecting' | 'live' | 'reconnecting' | 'closed'

export interface EventStreamOptions {
  url: string
  headers?: Record<string, string>
  /** Where to resume; the server sends what comes after it. */
  lastEventId?: string
  onEvent: (event: ServerEvent) => void
  onState?: (state: StreamState) => void
  /** The server refused with this status; it is not asked again. */
  onRefused?: (status: number) => void
  /** The server sends a comment every 15 s; silence longer than this means that the connection is dead. */
  silenceMs?: number
  firstRetryMs?: number
}

/** Answers that will not change by asking again. */
const FINAL = new Set([400, 401, 403, 404, 405, 409, 422])

/**
 * Reads server-sent events until closed, and resumes by itself after the last event that it saw.
 * `EventSource` cannot begin at a given id and hides why it failed, hence `fetch`.
 */
export function openEventStream(options: EventStreamOptions): { close: () => void } {
  const { url, onEvent, onState = () => {}, onRefused = () => {}, silenceMs = 45_000, firstRetryMs = 500 } = options
  const closing = new AbortController()
  let lastEventId = options.lastEventId ?? ''
  let retryMs = firstRetryMs

  async function readOnce() {
    const attempt = new AbortController()
    const stop = () => attempt.abort()
    closing.signal.addEventListener('abort', stop)
    let watchdog = setTimeout(stop, silenceMs)
    try {
      const headers: Record<string, string> = { Accept: 'text/event-stream', ...options.headers }
      if (lastEventId) headers['Last-Event-ID'] = lastEventId
      const response = await fetch(url, { headers, signal: attempt.signal, cache: 'no-store' })
      if (FINAL.has(response.status)) {
        onRefused(response.status)
        return 'refused'
      }
      if (!response.ok || !response.body) return 'lost'
      onState('live')
      const parse = createSseParser((event) => {
        if (event.id) lastEventId = event.id
        onEvent(event)
      })
      const decoder = new TextDecoder()
      const reader = response.body.getReader()
      for (;;) {
        const { done, value } = await reader.read()
        if (done || closing.signal.aborted) return 'lost'
        retryMs = firstRetryMs
        clearTimeout(watchdog)
        watchdog = setTimeout(stop, silenceMs)
        parse(decoder.decode(value, { stream: true }))
      }
    } catch {
      return 'lost'
    } finally {
      clearTimeout(watchdog)
      closing.signal.removeEventListener('abort', stop)
    }
  }

  async function run() {
    onState('connecting')
    while (!closing.signal.aborted) {
      if ((await readOnce()) === 'refused' || closing.signal.aborted) break
      onState('reconnecting')
      await pause(retryMs * (0.8 + Math.random() * 0.4), closing.signal)
      retryMs = Math.min(retryMs * 2, 10_000)
    }
    onState('closed')
  }

  void run()
  return { close: () => closing.abort() }
}
