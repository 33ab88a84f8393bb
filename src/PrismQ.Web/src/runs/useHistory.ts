import { computed, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { runs } from '@/api'
import type { Run } from '@/api/types'
import { useLoad } from '@/common/useLoad'
import { filterOfQuery, queryOfFilter, type HistoryFilter } from './historyFilters'
import { statusChanges } from './statusChanges'
import { useRunChanges } from './useRunChanges'

const QUIET_MS = 700

/** One page of the history as the address asks for it. Changes of shown runs show at once; new runs after a moment. */
export function useHistory() {
  const route = useRoute()
  const router = useRouter()
  const filter = computed(() => filterOfQuery(route.query))

  const { value, problem, loading, reload, refresh } = useLoad(() => {
    const { module, status, page, size } = filter.value
    return runs.list(module || undefined, status || undefined, size, (page - 1) * size)
  }, QUIET_MS)

  const isNew = statusChanges()
  function take(run: Run) {
    const changed = isNew(run)
    const at = value.value?.runs.findIndex((shown) => shown.run_id === run.run_id) ?? -1
    const shown = value.value
    // The answer that is on its way may have been written before this change.
    if (changed && loading.value) refresh()
    if (shown && at >= 0 && (!filter.value.status || run.status === filter.value.status)) value.value = { ...shown, runs: shown.runs.with(at, run) }
    else if (changed && (!filter.value.module || run.module_id === filter.value.module)) refresh()
  }

  // Other runs than the filter asks for must not stand under it; a page that is turned stays until the next one is there.
  let shown = ''
  watch(() => `${route.path} ${JSON.stringify(filter.value)}`, () => {
    if (route.path !== '/history') return
    const wanted = `${filter.value.module} ${filter.value.status}`
    if (wanted !== shown) value.value = problem.value = undefined
    shown = wanted
    void reload()
  }, { immediate: true })
  useRunChanges(take, refresh)

  function change(changes: Partial<HistoryFilter>) {
    void router.push({ query: queryOfFilter({ ...filter.value, page: 1, ...changes }) })
  }

  return { filter, change, list: value, problem, loading, reload }
}
