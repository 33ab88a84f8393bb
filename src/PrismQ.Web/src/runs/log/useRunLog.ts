import { computed, ref, shallowRef } from 'vue'
import { type Problem, toProblem } from '@/api/problem'
import type { StreamState } from '@/api/eventStream'
import type { LogEntry, RunStatus } from '@/api/types'
import { useWhileVisible } from '@/common/useWhileVisible'
import { LogPages, readsFor } from './logPages'
import type { LogNews } from './logFeed'
import type { LogSource } from './logSource'

const AGAIN_MS = 2000
const NOT_KEPT = 'This line was not kept: the log grew past its limit.'

/** One run's log: how long it is, the lines that are held, and the live feed while the run goes on. */
export function useRunLog(source: LogSource) {
  const pages = new LogPages()
  const asked = new Set<number>()
  const total = ref(0)
  const version = ref(0)
  const loaded = ref(false)
  const state = ref<StreamState>('connecting')
  const finalStatus = ref<RunStatus>()
  const problem = shallowRef<Problem>()

  function take(news: LogNews) {
    pages.put(news.entries)
    total.value = Math.max(total.value, news.last)
    state.value = news.state
    finalStatus.value ??= news.finalStatus
    version.value++
  }

  let start = async () => {}
  useWhileVisible(() => {
    let stop: (() => void) | undefined
    let stopped = false
    start = async () => {
      await begin()
      if (!stopped && !stop && loaded.value && !finalStatus.value) stop = source.follow(total.value, take)
    }
    void start()
    return () => {
      stopped = true
      stop?.()
    }
  })

  async function begin() {
    if (loaded.value) return
    try {
      const { logs, total_lines } = await source.read(400, undefined)
      pages.put(logs)
      total.value = Math.max(total.value, total_lines)
      problem.value = undefined
      loaded.value = true
    } catch (error) {
      problem.value = toProblem(error)
    }
  }

  /** Fetches what is not held of these lines (ascending). */
  function want(lines: number[]) {
    pages.keep(lines)
    const missing = lines.filter((line) => line <= total.value && !asked.has(line) && !pages.get(line))
    for (const { after, count } of readsFor(missing)) void fetchLines(after, count)
  }

  async function fetchLines(after: number, count: number) {
    const range = Array.from({ length: count }, (_, i) => after + 1 + i).filter((line) => line <= total.value)
    range.forEach((line) => asked.add(line))
    try {
      // An answer may hold fewer lines than were asked for; what is missing before its last line is not kept.
      for (let rest = range; rest.length > 0;) {
        const { logs } = await source.read(rest.length, rest[0]! - 1)
        const found = new Map(logs.map((entry) => [entry.line, entry]))
        const covered = logs.at(-1)?.line ?? Infinity
        pages.put(rest.filter((line) => line <= covered).map((line) => found.get(line) ?? notKept(line)))
        rest = rest.filter((line) => line > covered)
        version.value++
      }
    } catch {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
    } finally {
      range.forEach((line) => asked.delete(line))
      version.value++
    }
  }

  const reconnecting = computed(() => !finalStatus.value && state.value === 'reconnecting')
  return { total, version, loaded, state, reconnecting, finalStatus, problem, entry: (line: number) => pages.get(line), prime: (entries: LogEntry[]) => pages.put(entries), want, retry: () => start() }
}

export type RunLog = ReturnType<typeof useRunLog>

const notKept = (line: number): LogEntry => ({ line, timestamp: '', level: 'WARNING', message: NOT_KEPT, stream: 'stdout', continued: false })
