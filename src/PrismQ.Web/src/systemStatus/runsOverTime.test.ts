import { expect, it } from 'vitest'
import { runsOverTime } from './runsOverTime'

it('counts ended runs by when they were created', () => {
  const now = Date.parse('2026-01-31T10:00:00Z')
  const at = (created_at: string, status: 'completed' | 'failed' | 'running') => ({ created_at, status })

  const buckets = runsOverTime([
    at('2026-01-31T08:00:00Z', 'completed'), at('2026-01-31T08:20:00Z', 'failed'), at('2026-01-31T09:59:59Z', 'completed'), at('2026-01-31T09:59:59Z', 'running'),
  ], now, 4)

  expect(buckets.completed).toEqual([1, 0, 0, 1])
  expect(buckets.failed).toEqual([1, 0, 0, 0])
  expect(buckets.times[1]).toBe(Date.parse('2026-01-31T08:30:00Z') / 1000)
})
