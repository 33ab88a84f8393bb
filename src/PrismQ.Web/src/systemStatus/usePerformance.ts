import { computed, ref, shallowRef } from 'vue'
import { systemStatus } from '@/api'
import { useLoad } from '@/common/useLoad'
import { usePolling } from '@/common/usePolling'
import { byConcern, endpointKey } from './performance'

const PERIOD_MS = 3000
const KEPT = 200

/** The API's speed, read every three seconds while the page is looked at, and how the chosen endpoint's went meanwhile. */
export function usePerformance() {
  const minutes = ref<number>()
  const chosen = ref<string>()
  const samples = shallowRef<{ at: number; p95: Map<string, number> }[]>([])
  const { value: report, problem, reload } = useLoad(() => systemStatus.getPerformance())

  const window = computed(() => report.value?.windows.find((one) => one.minutes === minutes.value) ?? report.value?.windows[0])
  const endpoints = computed(() => byConcern(window.value?.endpoints ?? []))
  const endpoint = computed(() => endpoints.value.find((one) => endpointKey(one) === chosen.value) ?? endpoints.value[0])
  const history = computed(() => {
    const key = endpoint.value && endpointKey(endpoint.value)
    return { times: samples.value.map((sample) => sample.at), p95: samples.value.map((sample) => (key ? (sample.p95.get(key) ?? null) : null)) }
  })

  function choose(next: number) {
    minutes.value = next
    samples.value = []
  }

  usePolling(async () => {
    await reload()
    if (!window.value || problem.value) return
    const p95 = new Map(window.value.endpoints.filter((one) => one.count > 0).map((one) => [endpointKey(one), one.p95_ms]))
    samples.value = [...samples.value, { at: Date.now() / 1000, p95 }].slice(-KEPT)
  }, PERIOD_MS)

  return { report, problem, reload, window, choose, chosen, endpoints, endpoint, history }
}
