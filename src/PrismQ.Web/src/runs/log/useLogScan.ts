import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import type { LogEntry } from '@/api/types'
import { pause } from '@/common/pause'
import { LineNumbers } from './lineNumbers'
import { scanLog } from './logScan'
import type { LogSource } from './logSource'

const PRIMED = 200
const AGAIN_MS = 2000

export interface ScanOptions {
  source: LogSource
  /** Lines in the log; the scan goes on as it grows. */
  total: Ref<number>
  /** What to look for; null looks for nothing. A new function begins anew. */
  matches: Ref<((entry: LogEntry) => boolean) | null>
  /** Gets found lines that will probably be shown next. */
  prime: (entries: LogEntry[]) => void
}

/** The numbers of all lines that match, kept up to date while the log grows. */
export function useLogScan({ source, total, matches, prime }: ScanOptions) {
  const lines = shallowRef(new LineNumbers())
  const count = ref(0)
  const scanned = ref(0)
  const scanning = ref(false)
  let current: AbortController | undefined

  async function run() {
    const wanted = matches.value
    if (!wanted || scanning.value) return
    const { signal } = (current = new AbortController())
    scanning.value = true
    while (scanned.value < total.value && !signal.aborted) {
      try {
        await scanLog({
          after: scanned.value, to: total.value, read: source.read, matches: wanted, signal,
          onFound: (found, upTo) => {
            lines.value.append(found.map((entry) => entry.line))
            prime(found.slice(-PRIMED))
            count.value = lines.value.length
            scanned.value = upTo
          },
        })
      } catch {
        // The scan was replaced, or a read failed: a part must not pass for the whole, so it goes on where it stopped.
        await pause(AGAIN_MS, signal)
      }
    }
    if (!signal.aborted) scanning.value = false
  }

  watch(matches, () => {
    current?.abort()
    scanning.value = false
    lines.value = new LineNumbers()
    count.value = scanned.value = 0
    void run()
  }, { immediate: true })
  watch(total, () => void run())
  onScopeDispose(() => current?.abort())

  return { lines, count, scanned, scanning }
}
