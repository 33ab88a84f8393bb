import { computed, shallowRef, watch, type Ref } from 'vue'
import { runs } from '@/api'
import type { Run } from '@/api/types'
import { useLoad } from '@/common/useLoad'
import { useRunChanges } from './useRunChanges'

/** One run, kept current by the stream of changes. */
export function useRun(runId: Ref<string>) {
  const { value, problem, reload } = useLoad(() => runs.get(runId.value))
  const newer = shallowRef<Run>()

  watch(runId, () => {
    value.value = newer.value = undefined
    void reload()
  }, { immediate: true })
  watch(value, () => (newer.value = undefined))

  function take(run: Run) {
    if (run.run_id === runId.value) newer.value = run
  }
  useRunChanges(take, () => void reload())

  return { run: computed(() => newer.value ?? value.value), problem, reload, take }
}
