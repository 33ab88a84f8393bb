import { describe, expect, it } from 'vitest'
import { formatClock, formatNumber } from './format'

describe('formatClock', () => {
  it('shows the time of this place, as every other time of the panel', () => {
    expect(formatClock(new Date(2026, 0, 31, 8, 5, 9, 7).toISOString())).toBe('08:05:09.007')
  })

  it('shows nothing for a line whose time is not kept', () => {
    expect(formatClock('')).toBe('')
  })
})

it.each([[0, '0'], [0.00012, '0.00012'], [-0.00012345, '-0.000123'], [0.5, '0.5'], [0.9999, '1'], [2e-9, '2e-9'], [1234.5678, '1,234.568']])('shows the number %d as %s', (value, text) => {
  expect(formatNumber(value)).toBe(text)
})
