import { onScopeDispose } from 'vue'
import type { Run } from '@/api/types'
import { useRunEvents } from './runEvents'

/** Hears of every run change while the component lives; `onReset` when some may have been missed. */
export function useRunChanges(onRun: (run: Run) => void, onReset: () => void) {
  onScopeDispose(useRunEvents().listen({ onRun, onReset }))
}
