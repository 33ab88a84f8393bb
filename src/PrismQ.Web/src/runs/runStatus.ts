import type { Run, RunStatus } from '@/api/types'
import { formatBytes } from '@/common/format'

export const STATUSES: RunStatus[] = ['queued', 'running', 'completed', 'failed', 'cancelled']

export const isActive = (run: Pick<Run, 'status'>) => run.status === 'queued' || run.status === 'running'

/** Seconds that a run has taken so far, or took. */
export function elapsedSeconds(run: Run, now: number): number | null {
  if (run.status !== 'running' || !run.started_at) return run.duration_seconds
  return Math.max(0, (now - new Date(run.started_at).getTime()) / 1000)
}

/** Seconds that are probably left, from the pace so far; null where there is nothing to go by. */
export function remainingSeconds(run: Run, now: number): number | null {
  const elapsed = elapsedSeconds(run, now)
  const percent = run.progress_percent
  if (run.status !== 'running' || elapsed === null || !percent || percent <= 0 || percent >= 100) return null
  return (elapsed * (100 - percent)) / percent
}

/** What the script takes of the machine right now; empty where the server cannot tell. */
export function loadText(run: Run): string {
  return [
    run.cpu_percent !== null && `CPU ${Math.round(run.cpu_percent)} %`,
    run.memory_bytes !== null && formatBytes(run.memory_bytes),
  ].filter(Boolean).join(' · ')
}

const FAILURES: Record<string, string> = {
  exit_code: 'The script ended with an error',
  launch_failed: 'The script could not be started',
  timed_out: 'The script took longer than it may',
  interrupted: 'The server went away while the script ran',
}

/** Why a run failed, in words. */
export function failureText(run: Run): string | null {
  if (run.status !== 'failed') return null
  return FAILURES[run.failure_reason ?? ''] ?? 'The run failed'
}
