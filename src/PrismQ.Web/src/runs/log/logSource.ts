import { runs } from '@/api'
import { keyHeaders } from '@/api/key'
import type { LogEntry } from '@/api/types'
import type { LogFeedStart, LogNews } from './logFeed'

export interface LogPart {
  logs: LogEntry[]
  total_lines: number
}

/** Where a log comes from. */
export interface LogSource {
  /** The last `count` lines, or the first ones after a line. */
  read: (count: number, after: number | undefined) => Promise<LogPart>
  follow: (after: number, tell: (news: LogNews) => void) => () => void
}

export function serverLog(runId: string): LogSource {
  const path = `/api/runs/${encodeURIComponent(runId)}/logs`
  return {
    read: (count, after) => runs.getLog(runId, count, undefined, after),
    follow: (after, tell) => {
      const worker = new Worker(new URL('./logFeed.worker.ts', import.meta.url), { type: 'module' })
      worker.onmessage = ({ data }: MessageEvent<LogNews>) => tell(data)
      worker.postMessage({ url: new URL(`${path}/stream`, location.href).href, after, headers: keyHeaders() } satisfies LogFeedStart)
      return () => worker.terminate()
    },
  }
}

export const downloadUrl = (runId: string) => `/api/runs/${encodeURIComponent(runId)}/logs/download`
