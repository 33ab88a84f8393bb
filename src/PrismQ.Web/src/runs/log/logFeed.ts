import { openEventStream, type StreamState } from '@/api/eventStream'
import type { LogEntry, RunStatus } from '@/api/types'

/** What the live reader tells the page, at most once every `FLUSH_MS`. */
export interface LogNews {
  /** Number of the last line that came. */
  last: number
  /** The newest lines; when more came than a page needs, the older ones are left out and can be read by number. */
  entries: LogEntry[]
  state: StreamState
  /** Set once, when the run has ended and every line has come. */
  finalStatus?: RunStatus
}

export interface LogFeedStart {
  url: string
  /** The last line that the page has. */
  after: number
  headers: Record<string, string>
}

export const FLUSH_MS = 40
const KEPT = 400

/** Follows a run's log and tells the news in batches, so that a flood costs the page no more than a trickle. */
export function openLogFeed({ url, after, headers }: LogFeedStart, tell: (news: LogNews) => void): { close: () => void } {
  // Parsing JSON is what costs, so a line waits as text until it is known to be among the newest.
  let waiting: string[] = []
  let last = after
  let state: StreamState = 'connecting'
  let timer: ReturnType<typeof setTimeout> | undefined

  function flush(finalStatus?: RunStatus) {
    clearTimeout(timer)
    timer = undefined
    const entries = waiting.slice(-KEPT).map((data) => JSON.parse(data) as LogEntry)
    waiting = []
    tell({ last, entries, state, finalStatus })
  }
  const soon = () => (timer ??= setTimeout(flush, FLUSH_MS))

  const stream = openEventStream({
    url,
    headers,
    lastEventId: String(after),
    onState: (next) => {
      state = next
      soon()
    },
    onEvent: ({ id, event, data }) => {
      if (event === 'log') {
        waiting.push(data)
        last = Number(id)
        if (waiting.length >= KEPT * 2) waiting = waiting.slice(-KEPT)
        soon()
      } else if (event === 'complete') {
        stream.close()
        state = 'closed'
        flush((JSON.parse(data) as { status: RunStatus }).status)
      }
    },
  })

  return {
    close: () => {
      clearTimeout(timer)
      stream.close()
    },
  }
}
