import type { LogEntry } from '@/api/types'
import type { LogPart } from './logSource'

const TARGET_CHARS = 400_000

export interface Scan {
  /** Looks at the lines after this one… */
  after: number
  /** …up to and including this one. */
  to: number
  read: (count: number, after: number) => Promise<LogPart>
  matches: (entry: LogEntry) => boolean
  /** What was found up to a line; called often, so that results show while the scan goes on. */
  onFound: (found: LogEntry[], upTo: number) => void
  signal: AbortSignal
}

/** Reads a stretch of a log in bites that keep the page responsive, and tells which lines match. */
export async function scanLog({ after, to, read, matches, onFound, signal }: Scan): Promise<void> {
  let bite = 1000
  while (after < to && !signal.aborted) {
    const { logs } = await read(Math.min(bite, to - after), after)
    if (signal.aborted) return
    const last = logs.at(-1)
    if (!last) return onFound([], to)
    after = last.line
    onFound(logs.filter(matches), after)
    const chars = logs.reduce((sum, entry) => sum + entry.message.length + 100, 0)
    bite = Math.max(50, Math.min(10_000, Math.round((bite * TARGET_CHARS) / chars), bite * 2))
  }
}
