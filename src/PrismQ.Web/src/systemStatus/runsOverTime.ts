import type { Run } from '@/api/types'

export interface RunBuckets {
  /** Start of each bucket, in seconds since the epoch. */
  times: number[]
  completed: number[]
  failed: number[]
}

/** Ended runs counted by when they were created, in `count` equal stretches that end now. */
export function runsOverTime(runs: Pick<Run, 'created_at' | 'status'>[], now: number, count = 24): RunBuckets {
  const oldest = runs.reduce((least, run) => Math.min(least, Date.parse(run.created_at)), now - 60_000)
  const width = (now - oldest) / count
  const empty = () => Array<number>(count).fill(0)
  const buckets: RunBuckets = { times: empty().map((_, i) => (oldest + i * width) / 1000), completed: empty(), failed: empty() }
  for (const run of runs) {
    const at = Math.min(count - 1, Math.floor((Date.parse(run.created_at) - oldest) / width))
    const row = run.status === 'completed' ? buckets.completed : run.status === 'failed' ? buckets.failed : undefined
    if (row) row[at] = (row[at] ?? 0) + 1
  }
  return buckets
}
