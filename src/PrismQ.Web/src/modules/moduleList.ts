import { defineStore } from 'pinia'
import { computed } from 'vue'
import { modules as api } from '@/api'
import { useLoad } from '@/common/useLoad'
import { statusChanges } from '@/runs/statusChanges'
import { useRunChanges } from '@/runs/useRunChanges'

const QUIET_MS = 1000

/** A cache of the module list. Runs change its counts, so it is read again (the server answers 304 if it can) once they calm down. */
export const useModuleList = defineStore('moduleList', () => {
  const { value, problem, loading, reload, refresh } = useLoad(() => api.list(), QUIET_MS)
  const isNew = statusChanges()
  useRunChanges((run) => void (isNew(run) && refresh()), refresh)
  void reload()

  return { modules: computed(() => value.value?.modules), problem, loading, reload }
})
