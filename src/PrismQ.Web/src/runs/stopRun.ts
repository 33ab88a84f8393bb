import { ref } from 'vue'
import { runs } from '@/api'
import { toProblem } from '@/api/problem'
import type { Run } from '@/api/types'
import { confirm, notify } from '@/common/notify'

/** Stops a run after asking; the answer comes when its processes are gone. */
export function useStopRun() {
  const stopping = ref(false)

  async function stop(run: Run): Promise<Run | undefined> {
    const waiting = run.status === 'queued'
    const question = waiting ? 'It has not started yet and will be taken out of the queue.' : 'The script and everything it started will be ended.'
    if (!(await confirm(`Stop ${run.module_name}?`, question, 'Stop it'))) return undefined
    stopping.value = true
    try {
      return await runs.cancel(run.run_id)
    } catch (error) {
      await notify('error', toProblem(error).detail)
      return undefined
    } finally {
      stopping.value = false
    }
  }

  return { stopping, stop }
}
