import { onScopeDispose } from 'vue'

/**
 * Runs `start` while the tab is visible and what it returns when it is hidden or left. A browser opens six connections to a
 * server, so a hidden tab that kept its streams would starve the visible ones.
 */
export function useWhileVisible(start: () => () => void) {
  let stop: (() => void) | undefined
  function update() {
    if (!document.hidden) stop ??= start()
    else {
      stop?.()
      stop = undefined
    }
  }
  document.addEventListener('visibilitychange', update)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', update)
    stop?.()
  })
  update()
}
