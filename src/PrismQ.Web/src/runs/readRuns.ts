import type { Run } from '@/api/types'
import { useRunEvents } from './runEvents'

/** Reads runs, then takes what was heard of them meanwhile: a change can overtake the answer that was written before it. */
export async function readRuns<T>(read: () => Promise<T>, put: (value: T) => void, take: (run: Run) => void) {
  const heard: Run[] = []
  const stop = useRunEvents().listen({ onRun: (run) => heard.push(run), onReset: () => {} })
  try {
    put(await read())
    heard.forEach(take)
  } finally {
    stop()
  }
}
