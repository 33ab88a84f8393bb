import type { EndpointSpeed } from '@/api/types'

export const endpointKey = ({ method, route }: EndpointSpeed) => `${method} ${route}`

export type Verdict = 'met' | 'missed' | 'few' | 'unknown'

/** Of fewer requests the 95th percentile is the slowest one, and the first of a server that has just started is slow. */
const ENOUGH = 20

/** Whether an endpoint keeps its promise; nobody knows while it has no target or was not asked, nor by one slow request of a few. */
export function verdictOf({ met, count, target_ms }: EndpointSpeed): Verdict {
  if (count === 0 || target_ms === null || met === null) return 'unknown'
  return met ? 'met' : count < ENOUGH ? 'few' : 'missed'
}

const isJudged = (endpoint: EndpointSpeed) => ['met', 'missed'].includes(verdictOf(endpoint))

/** What the endpoints together come to, in a sentence. */
export function summaryOf(endpoints: EndpointSpeed[]): { isBad: boolean; text: string } {
  const judged = endpoints.filter(isJudged).length
  const missed = endpoints.filter((one) => verdictOf(one) === 'missed').length
  if (judged === 0) return { isBad: false, text: 'Too few requests yet to tell.' }
  if (missed > 0) return { isBad: true, text: `⚠ ${missed} of ${judged} endpoints in use ${missed === 1 ? 'is' : 'are'} slower than promised.` }
  return { isBad: false, text: judged === 1 ? '✓ The one endpoint in use keeps its promise.' : `✓ All ${judged} endpoints in use keep their promise.` }
}

/** The endpoints, the broken promises first, then the busiest. */
export function byConcern(endpoints: EndpointSpeed[]): EndpointSpeed[] {
  const rank = { missed: 0, met: 1, few: 2, unknown: 3 }
  return [...endpoints].sort((a, b) => rank[verdictOf(a)] - rank[verdictOf(b)] || b.count - a.count || endpointKey(a).localeCompare(endpointKey(b)))
}

/** Milliseconds with as many digits as one can use. */
export const formatMs = (ms: number) => (ms < 1 ? ms.toFixed(2) : ms < 10 ? ms.toFixed(1) : String(Math.round(ms)))
