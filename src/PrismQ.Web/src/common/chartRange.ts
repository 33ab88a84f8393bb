const HIGHEST_OF_NOTHING = 0.1

/** The values that a chart shows: from 0, or from the lowest where that is below, to a little above the highest. */
export function chartRange(low: number | null, high: number | null): [number, number] {
  const lowest = Math.min(0, low ?? 0)
  const highest = Math.max(0, high ?? 0) * 1.1
  return [lowest, lowest === 0 && highest === 0 ? HIGHEST_OF_NOTHING : highest]
}
