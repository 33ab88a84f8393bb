import { useWhileVisible } from './useWhileVisible'

/** Calls `load` now and every `periodMs` while the tab is visible; never twice at once. */
export function usePolling(load: () => Promise<unknown>, periodMs: number) {
  useWhileVisible(() => {
    let timer: ReturnType<typeof setTimeout>
    let stopped = false
    const tick = async () => {
      await load()
      if (!stopped) timer = setTimeout(tick, periodMs)
    }
    void tick()
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  })
}
