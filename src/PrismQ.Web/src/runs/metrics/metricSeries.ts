import type { LogEntry } from '@/api/types'

const LINE = /^::metric\s+([^=\s]+)\s*=\s*(-?[\d.]+(?:e[+-]?\d+)?)\s*$/i
const MOST_POINTS = 2000

/** Points of one metric: seconds since the epoch, and values. */
export interface Series {
  times: number[]
  values: number[]
}

export const isMetricLine = (entry: LogEntry) => entry.message.startsWith('::metric')

/** Adds the metric lines of a log to the series; a series that grows too long keeps every other point. */
export function addMetrics(series: Map<string, Series>, entries: LogEntry[]) {
  for (const { message, timestamp } of entries) {
    const match = LINE.exec(message)
    if (!match?.[1]) continue
    let one = series.get(match[1])
    if (!one) series.set(match[1], (one = { times: [], values: [] }))
    one.times.push(Date.parse(timestamp) / 1000)
    one.values.push(Number(match[2]))
    if (one.times.length > MOST_POINTS) {
      one.times = one.times.filter((_, index) => index % 2 === 0)
      one.values = one.values.filter((_, index) => index % 2 === 0)
    }
  }
}
