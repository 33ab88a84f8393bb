import type { Run } from '@/api/types'
import { isActive } from './runStatus'

/** Tells the news that bring a run to another status from those that only tell more of the same. */
export function statusChanges(): (run: Run) => boolean {
  const known = new Map<string, string>()
  return (run) => {
    const isNew = known.get(run.run_id) !== run.status
    if (isActive(run)) known.set(run.run_id, run.status)
    else known.delete(run.run_id)
    return isNew
  }
}
