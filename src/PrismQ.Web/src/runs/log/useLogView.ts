import { computed, onScopeDispose, reactive, ref, watch } from 'vue'
import type { LogEntry, LogLevel } from '@/api/types'
import { stripAnsi } from './ansi'
import type { LogSource } from './logSource'
import { useLogScan } from './useLogScan'
import { useRunLog } from './useRunLog'
import { useSearchHits } from './useSearchHits'

export const LEVELS: LogLevel[] = ['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL']
const REMEMBERED = 'prismq.log'
const TYPING_MS = 250

/** What of a log is shown: all of it, or the lines of some levels; and where a searched text occurs in it. */
export function useLogView(source: LogSource) {
  const log = useRunLog(source)
  const options = rememberedOptions()
  const levels = ref<LogLevel[]>([...LEVELS])
  const search = useTypedText()

  const levelMatch = computed(() => {
    const wanted = new Set(levels.value)
    return wanted.size === LEVELS.length ? null : (entry: LogEntry) => wanted.has(entry.level)
  })
  const textMatch = computed(() => {
    const wanted = search.active.value.toLowerCase()
    const level = levelMatch.value
    return wanted === '' ? null : (entry: LogEntry) => (!level || level(entry)) && stripAnsi(entry.message).toLowerCase().includes(wanted)
  })

  const filtered = useLogScan({ source, total: log.total, matches: levelMatch, prime: log.prime })
  const found = useLogScan({ source, total: log.total, matches: textMatch, prime: () => {} })

  const rows = computed(() => (levelMatch.value ? filtered.count.value : log.total.value))
  const lineAt = (row: number) => (levelMatch.value ? filtered.lines.value.at(row) : row + 1)
  const rowOf = (line: number) => (levelMatch.value ? filtered.lines.value.indexOf(line) : line - 1)

  return { log, options, levels, search, rows, lineAt, rowOf, hits: useSearchHits(found) }
}

/** A text field's value, and the same a moment after the last key. */
function useTypedText() {
  const text = ref('')
  const active = ref('')
  let timer: ReturnType<typeof setTimeout>
  watch(text, (value) => {
    clearTimeout(timer)
    timer = setTimeout(() => (active.value = value), value === '' ? 0 : TYPING_MS)
  })
  onScopeDispose(() => clearTimeout(timer))
  return { text, active }
}

function rememberedOptions() {
  const options = reactive({ wrap: false, timestamps: matchMedia('(width >= 700px)').matches, ...(JSON.parse(localStorage.getItem(REMEMBERED) ?? '{}') as object) })
  watch(options, (value) => localStorage.setItem(REMEMBERED, JSON.stringify(value)))
  return options
}
