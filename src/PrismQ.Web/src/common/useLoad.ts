import { onScopeDispose, ref, shallowRef } from 'vue'
import { type Problem, toProblem } from '@/api/problem'

/** Loads something: its value, whether it is on its way, and what went wrong. A newer load wins over an older one. */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>) {
  const value = shallowRef<T>()
  const problem = shallowRef<Problem>()
  const loading = ref(false)
  let current: AbortController | undefined

  async function reload() {
    current?.abort()
    const mine = (current = new AbortController())
    loading.value = true
    try {
      const loaded = await load(mine.signal)
      if (mine !== current) return
      value.value = loaded
      problem.value = undefined
    } catch (error) {
      if (mine === current && !mine.signal.aborted) problem.value = toProblem(error)
    } finally {
      if (mine === current) loading.value = false
    }
  }

  onScopeDispose(() => current?.abort())
  return { value, problem, loading, reload }
}
