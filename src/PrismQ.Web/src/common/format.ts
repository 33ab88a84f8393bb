const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' })
const number = new Intl.NumberFormat('en', { maximumFractionDigits: 3 })
const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })

const SMALL_DIGITS = 3

/** To three decimals; a number below 1 to three digits, so that a small one is not shown as 0. */
export const formatNumber = (value: number) => (value !== 0 && Math.abs(value) < 1 ? String(Number(value.toPrecision(SMALL_DIGITS))) : number.format(value))

export const formatDateTime = (iso: string | null | undefined) => (iso ? dateTime.format(new Date(iso)) : '–')

/** `350 ms`, `4.2 s`, `3 min 05 s`, `2 h 07 min`. */
export function formatDuration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return '–'
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`
  if (seconds < 60) return `${seconds < 9.95 ? seconds.toFixed(1) : Math.floor(seconds)} s`
  const whole = Math.floor(seconds)
  const two = (value: number) => String(value).padStart(2, '0')
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`
  if (whole < 86_400) return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} min`
  return `${Math.floor(whole / 86_400)} d ${Math.floor((whole % 86_400) / 3600)} h`
}

export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const units = ['kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = -1
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`
}

export function formatAgo(iso: string | null | undefined, now: number): string {
  if (!iso) return 'never'
  const seconds = (new Date(iso).getTime() - now) / 1000
  const steps: [number, Intl.RelativeTimeFormatUnit][] = [[60, 'second'], [3600, 'minute'], [86_400, 'hour'], [2_592_000, 'day'], [31_536_000, 'month']]
  if (Math.abs(seconds) < 5) return 'just now'
  let divisor = 1
  for (const [limit, unit] of steps) {
    if (Math.abs(seconds) < limit) return relative.format(Math.round(seconds / divisor), unit)
    divisor = limit
  }
  return relative.format(Math.round(seconds / divisor), 'year')
}

/** The time of day here to the millisecond, as a log shows it; nothing where there is no time. */
export function formatClock(timestamp: string): string {
  const at = new Date(timestamp)
  if (Number.isNaN(at.getTime())) return ''
  const [hours, minutes, seconds] = [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => String(part).padStart(2, '0'))
  return `${hours}:${minutes}:${seconds}.${String(at.getMilliseconds()).padStart(3, '0')}`
}
