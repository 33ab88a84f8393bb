import { computed, shallowRef, watch, type Ref } from 'vue'
import { runs } from '@/api'
import type { Run } from '@/api/types'
import { useLoad } from '@/common/useLoad'
import { useRunChanges } from './useRunChanges'

/** One run, kept current by the stream of changes. */
export function useRun(runId: Ref<string>) {
  const newer = shallowRef<Run>()
  let heard: Run | undefined
  const { value, problem, reload, refresh } = useLoad(() => {
    heard = undefined
    return runs.get(runId.value)
  })

  watch(runId, () => {
    value.value = newer.value = undefined
    void reload()
  }, { immediate: true })
  // A change that was heard while the answer was on its way is newer than the answer.
  watch(value, () => (newer.value = heard))

  function take(run: Run) {
    if (run.run_id === runId.value) newer.value = heard = run
  }
  useRunChanges(take, refresh)

  return { run: computed(() => newer.value ?? value.value), problem, reload, take }
}
