import { formatNumber } from '@/common/format'
import { notify } from '@/common/notify'
import { stripAnsi } from './ansi'
import type { LogSource } from './logSource'

const MOST = 10_000

/** Copies the log's text, or its last lines where it is long, and says which. */
export async function copyLog(source: LogSource, total: number) {
  try {
    const { logs } = await source.read(MOST, undefined)
    await navigator.clipboard.writeText(logs.map((entry) => stripAnsi(entry.message)).join('\n'))
    await notify('success', total > logs.length ? `Copied the last ${formatNumber(logs.length)} lines. Download the log to have all.` : 'Copied the whole log.')
  } catch {
    await notify('error', 'The browser did not let the log be copied.')
  }
}
