export interface Difference {
  name: string
  a: unknown
  b: unknown
  same: boolean
}

/** Both sides by name, the differing ones first. */
export function compare(a: Record<string, unknown>, b: Record<string, unknown>): Difference[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .map((name) => ({ name, a: a[name], b: b[name], same: JSON.stringify(a[name]) === JSON.stringify(b[name]) }))
    .sort((left, right) => Number(left.same) - Number(right.same) || left.name.localeCompare(right.name))
}

/** How much a number changed, in percent of the first; null where that says nothing. */
export function changePercent(a: unknown, b: unknown): number | null {
  return typeof a === 'number' && typeof b === 'number' && a !== 0 && a !== b ? ((b - a) / Math.abs(a)) * 100 : null
}
