import { computed, shallowRef } from 'vue'
import { systemStatus } from '@/api'
import { useLoad } from '@/common/useLoad'
import { usePolling } from '@/common/usePolling'

const PERIOD_MS = 2000
const KEPT = 300

/** The host's numbers, read every two seconds while the page is looked at, and how they went meanwhile. */
export function useSystemStatus() {
  const history = shallowRef({ times: [] as number[], cpu: [] as (number | null)[], memory: [] as (number | null)[] })
  const { value, problem, reload } = useLoad(async () => {
    const [stats, health] = await Promise.all([systemStatus.getStats(), systemStatus.getHealth()])
    return { stats, health }
  })

  usePolling(async () => {
    await reload()
    const sample = value.value?.stats.system
    if (!sample || problem.value) return
    const { times, cpu, memory } = history.value
    history.value = {
      times: [...times, Date.now() / 1000].slice(-KEPT),
      cpu: [...cpu, sample.cpu_percent].slice(-KEPT),
      memory: [...memory, sample.memory_percent].slice(-KEPT),
    }
  }, PERIOD_MS)

  return { stats: computed(() => value.value?.stats), health: computed(() => value.value?.health), problem, history, reload }
}
