import { onScopeDispose, ref, shallowRef } from 'vue'
import { passes, type Problem, toProblem } from '@/api/problem'

export const RETRY_MS = 3000

/**
 * Loads something: its value, whether it is on its way, and what went wrong. A newer load wins over an older one. What failed is
 * loaded again where an old value shows, because nobody would see that it is old.
 */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>, restMs = 300) {
  const value = shallowRef<T>()
  const problem = shallowRef<Problem>()
  const loading = ref(false)
  let current: AbortController | undefined
  let wanted = false
  let due = Infinity
  let timer: ReturnType<typeof setTimeout> | undefined

  async function reload() {
    current?.abort()
    clearTimeout(timer)
    due = Infinity
    wanted = false
    const { signal } = (current = new AbortController())
    loading.value = true
    let failed: Problem | undefined
    try {
      const loaded = await load(signal)
      if (signal.aborted) return
      value.value = loaded
    } catch (error) {
      if (signal.aborted) return
      failed = toProblem(error)
    }
    problem.value = failed
    loading.value = false
    if (wanted) after(restMs)
    else if (failed && passes(failed) && value.value !== undefined) after(RETRY_MS)
  }

  /** Loads again soon because something has changed: after the load that is on its way, not in its place, and with a rest between two. */
  function refresh() {
    if (loading.value) wanted = true
    else after(restMs)
  }

  function after(ms: number) {
    const at = Date.now() + ms
    if (at >= due) return
    clearTimeout(timer)
    due = at
    timer = setTimeout(reload, ms)
  }

  onScopeDispose(() => {
    current?.abort()
    clearTimeout(timer)
  })
  return { value, problem, loading, reload, refresh }
}
