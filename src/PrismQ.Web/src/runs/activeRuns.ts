import { defineStore } from 'pinia'
import { computed, ref, shallowRef, triggerRef } from 'vue'
import { runs as api } from '@/api'
import { passes, type Problem, toProblem } from '@/api/problem'
import type { Run, RunStatus } from '@/api/types'
import { RETRY_MS } from '@/common/useLoad'
import { readRuns } from './readRuns'
import { isActive } from './runStatus'
import { useRunChanges } from './useRunChanges'

const PAGE = 100

/** A cache of the runs that are going on, kept current by the stream of changes. */
export const useActiveRuns = defineStore('activeRuns', () => {
  const byId = shallowRef(new Map<string, Run>())
  const problem = shallowRef<Problem>()
  const loaded = ref(false)

  let newest = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function reload() {
    const mine = ++newest
    clearTimeout(timer)
    try {
      await readRuns(
        () => Promise.all([readAll('running'), readAll('queued')]),
        ([running, queued]) => mine === newest && (byId.value = new Map([...queued, ...running].map((run) => [run.run_id, run]))),
        (run) => mine === newest && take(run),
      )
      if (mine !== newest) return
      problem.value = undefined
      loaded.value = true
    } catch (error) {
      if (mine !== newest) return
      problem.value = toProblem(error)
      if (passes(problem.value)) timer = setTimeout(reload, RETRY_MS)
    }
  }

  function take(run: Run) {
    if (isActive(run)) byId.value.set(run.run_id, run)
    else byId.value.delete(run.run_id)
    triggerRef(byId)
  }

  useRunChanges(take, () => void reload())
  void reload()

  const inOrder = computed(() => [...byId.value.values()].sort(byTurn))
  // A run that waits is told when it is accepted, not each time that one before it starts, so its place is counted here.
  const places = computed(() => new Map(inOrder.value.filter((run) => run.status === 'queued').map((run, index) => [run.run_id, index + 1])))
  const placeOf = (run: Run) => (run.status === 'queued' ? (loaded.value && places.value.get(run.run_id)) || run.queue_position : null)
  return { problem, loaded, reload, runs: inOrder, placeOf, count: computed(() => byId.value.size) }
})

async function readAll(status: RunStatus): Promise<Run[]> {
  const all: Run[] = []
  for (let cursor: string | undefined; ;) {
    const page = await api.list(undefined, status, PAGE, undefined, cursor)
    all.push(...page.runs)
    if (!page.next_cursor) return all
    cursor = page.next_cursor
  }
}

/** Running ones first, the newest on top; then the queue in its order. */
function byTurn(a: Run, b: Run): number {
  if (a.status !== b.status) return a.status === 'running' ? -1 : 1
  return a.status === 'running' ? b.created_at.localeCompare(a.created_at) : a.created_at.localeCompare(b.created_at)
}
