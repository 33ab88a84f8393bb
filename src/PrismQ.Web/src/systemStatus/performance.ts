import type { EndpointSpeed } from '@/api/types'

export const endpointKey = ({ method, route }: EndpointSpeed) => `${method} ${route}`

export type Verdict = 'met' | 'missed' | 'unknown'

/** Whether an endpoint keeps its promise; nobody knows while it has no target or was not asked. */
export const verdictOf = ({ met, count, target_ms }: EndpointSpeed): Verdict => (count === 0 || target_ms === null || met === null ? 'unknown' : met ? 'met' : 'missed')

/** The endpoints, the broken promises first, then the busiest. */
export function byConcern(endpoints: EndpointSpeed[]): EndpointSpeed[] {
  const rank = { missed: 0, met: 1, unknown: 2 }
  return [...endpoints].sort((a, b) => rank[verdictOf(a)] - rank[verdictOf(b)] || b.count - a.count || endpointKey(a).localeCompare(endpointKey(b)))
}

/** Milliseconds with as many digits as one can use. */
export const formatMs = (ms: number) => (ms < 1 ? ms.toFixed(2) : ms < 10 ? ms.toFixed(1) : String(Math.round(ms)))
