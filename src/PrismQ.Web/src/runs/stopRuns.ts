import { ref } from 'vue'
import { runs as api } from '@/api'
import type { Run } from '@/api/types'
import { confirm, notify } from '@/common/notify'

const AT_ONCE = 4

/** Stops several runs after asking once; true when it was done. Runs that ended meanwhile are no fault. */
export function useStopRuns() {
  const stopping = ref(false)

  async function stopAll(runs: Run[]): Promise<boolean> {
    const many = runs.length === 1 ? 'this run' : `these ${runs.length} runs`
    if (!(await confirm(`Stop ${many}?`, 'The scripts and everything they started will be ended.', 'Stop them'))) return false
    stopping.value = true
    const waiting = [...runs]
    let failed = 0
    const worker = async () => {
      for (let run = waiting.shift(); run; run = waiting.shift()) await api.cancel(run.run_id).catch(() => failed++)
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    stopping.value = false
    if (failed > 0) await notify('info', `${failed} of them had ended already or could not be stopped.`)
    return true
  }

  return { stopping, stopAll }
}
