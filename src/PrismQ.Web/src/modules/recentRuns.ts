import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { runs as api } from '@/api'
import { passes, toProblem } from '@/api/problem'
import type { Run } from '@/api/types'
import { RETRY_MS } from '@/common/useLoad'
import { readRuns } from '@/runs/readRuns'
import { useRunChanges } from '@/runs/useRunChanges'

export const RECENT = 20
const AT_ONCE = 3

/** A cache of each module's newest runs, read when a card is first seen, a few at a time, and kept current by the stream. */
export const useRecentRuns = defineStore('recentRuns', () => {
  const byModule = shallowReactive(new Map<string, Run[]>())
  const waiting = new Set<string>()
  let reading = 0

  function want(moduleId: string) {
    if (!byModule.has(moduleId)) again(moduleId)
  }

  function again(moduleId: string) {
    waiting.add(moduleId)
    next()
  }

  function next() {
    for (const moduleId of waiting) {
      if (reading >= AT_ONCE) return
      waiting.delete(moduleId)
      reading++
      void readRuns(() => api.list(moduleId, undefined, RECENT), (page) => byModule.set(moduleId, page.runs), take)
        .catch((error) => passes(toProblem(error)) && setTimeout(again, RETRY_MS, moduleId))
        .finally(() => (reading--, next()))
    }
  }

  function take(run: Run) {
    const known = byModule.get(run.module_id)
    if (known) byModule.set(run.module_id, withRun(known, run))
  }

  useRunChanges(take, () => {
    for (const moduleId of byModule.keys()) waiting.add(moduleId)
    next()
  })
  return { byModule, want, forget: (moduleId: string) => waiting.delete(moduleId) }
})

/** The list with a run replaced or put where it belongs, newest first; one that is older than all of a full list is left out. */
export function withRun(known: Run[], run: Run): Run[] {
  const at = known.findIndex((other) => other.run_id === run.run_id)
  if (at >= 0) return known.with(at, run)
  const older = known.findIndex((other) => Date.parse(other.created_at) <= Date.parse(run.created_at))
  return known.toSpliced(older < 0 ? known.length : older, 0, run).slice(0, RECENT)
}
