import type { LogEntry } from '@/api/types'

export const PAGE_LINES = 200

interface Page {
  lines: Map<number, LogEntry>
  chars: number
}

/**
 * The lines that are held, by page of line numbers. Whatever the log's length, at most `maxLines` lines and `maxChars`
 * characters stay, or the wanted pages where these alone are more; the pages that were not looked at for longest go first,
 * and come back from the server when needed.
 */
export class LogPages {
  private readonly pages = new Map<number, Page>()
  private lines = 0
  private chars = 0
  private wanted = new Set<number>()
  private readonly maxLines: number
  private readonly maxChars: number

  constructor(maxLines = 20_000, maxChars = 16_000_000) {
    this.maxLines = maxLines
    this.maxChars = maxChars
  }

  get size(): number {
    return this.lines
  }

  get(line: number): LogEntry | undefined {
    const key = pageOf(line)
    const page = this.pages.get(key)
    if (!page) return undefined
    this.pages.delete(key)
    this.pages.set(key, page)
    return page.lines.get(line)
  }

  /** Keeps the pages of these lines until others are wanted. */
  keep(lines: readonly number[]) {
    this.wanted = new Set(lines.map(pageOf))
  }

  put(entries: readonly LogEntry[]) {
    for (const entry of entries) {
      const key = pageOf(entry.line)
      let page = this.pages.get(key)
      if (!page) this.pages.set(key, (page = { lines: new Map(), chars: 0 }))
      if (page.lines.has(entry.line)) continue
      page.lines.set(entry.line, entry)
      page.chars += entry.message.length
      this.lines++
      this.chars += entry.message.length
    }
    if (entries.length > 0) this.evict(pageOf(entries.at(-1)!.line))
  }

  clear() {
    this.pages.clear()
    this.lines = this.chars = 0
  }

  private evict(newest: number) {
    for (const [key, page] of this.pages) {
      if (this.lines <= this.maxLines && this.chars <= this.maxChars) return
      if (key === newest || this.wanted.has(key)) continue
      this.pages.delete(key)
      this.lines -= page.lines.size
      this.chars -= page.chars
    }
  }
}

export interface LineRange {
  after: number
  count: number
}

/** The fewest reads that bring the given lines (ascending): a whole page where it is wanted densely, else the lines alone. */
export function readsFor(missing: readonly number[]): LineRange[] {
  const byPage = groupByPage(missing)
  return [...byPage].flatMap(([page, lines]) => lines.length > 2
    ? [{ after: page * PAGE_LINES, count: PAGE_LINES }]
    : lines.map((line) => ({ after: line - 1, count: 1 })))
}

function groupByPage(lines: readonly number[]): Map<number, number[]> {
  const groups = new Map<number, number[]>()
  for (const line of lines) groups.set(pageOf(line), [...(groups.get(pageOf(line)) ?? []), line])
  return groups
}

const pageOf = (line: number) => Math.floor((line - 1) / PAGE_LINES)
