import { expect, it } from 'vitest'
import { chartRange } from './chartRange'

it.each([[0, 0.00012], [0.0001, 0.0001], [-5, -3], [0, 0], [null, null]])('leaves room for values from %o to %o and no more', (low, high) => {
  const [lowest, highest] = chartRange(low, high)

  expect(lowest).toBe(Math.min(0, low ?? 0))
  expect(highest).toBeCloseTo(high === 0 || high === null ? 0.1 : Math.max(0, high) * 1.1, 9)
})
