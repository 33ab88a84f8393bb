import { describe, expect, it } from 'vitest'
import type { EndpointSpeed } from '@/api/types'
import { byConcern, formatMs, summaryOf, verdictOf } from './performance'

const endpoint = (changes: Partial<EndpointSpeed> = {}): EndpointSpeed => ({
  method: 'GET', route: '/api/x', count: 20, requests_per_second: 1, error_rate: 0, p50_ms: 1, p95_ms: 2, p99_ms: 3, max_ms: 4, target_ms: 10, met: true, ...changes,
})

describe('speed of the API', () => {
  it('shows broken promises first, then the busiest', () => {
    const endpoints = [endpoint({ route: '/quiet', count: 1 }), endpoint({ route: '/none', count: 0 }), endpoint({ route: '/slow', met: false }), endpoint({ route: '/busy', count: 99 })]

    expect(byConcern(endpoints).map((one) => one.route)).toEqual(['/slow', '/busy', '/quiet', '/none'])
  })

  it('gives no verdict on what was not asked or has no target', () => {
    expect(verdictOf(endpoint({ count: 0 }))).toBe('unknown')
    expect(verdictOf(endpoint({ target_ms: null }))).toBe('unknown')
    expect(verdictOf(endpoint({ met: false }))).toBe('missed')
    expect(verdictOf(endpoint({ met: false, count: 19 }))).toBe('few')
    expect(verdictOf(endpoint({ met: true, count: 1 }))).toBe('met')
  })

  it.each([[0.123, '0.12'], [5.55, '5.5'], [123.4, '123']])('shows %d ms as %s', (ms, text) => {
    expect(formatMs(ms)).toBe(text)
  })

  it.each([
    ['Too few requests yet to tell.', [endpoint({ met: false, count: 1 }), endpoint({ count: 0 })]],
    ['✓ The one endpoint in use keeps its promise.', [endpoint(), endpoint({ met: false, count: 1 })]],
    ['✓ All 2 endpoints in use keep their promise.', [endpoint(), endpoint()]],
    ['⚠ 1 of 2 endpoints in use is slower than promised.', [endpoint(), endpoint({ met: false })]],
  ])('says "%s"', (text, endpoints) => {
    expect(summaryOf(endpoints)).toEqual({ isBad: text.startsWith('⚠'), text })
  })
})
