import { describe, expect, it } from 'vitest'
import { formatClock } from './format'

describe('formatClock', () => {
  it('shows the time of this place, as every other time of the panel', () => {
    expect(formatClock(new Date(2026, 0, 31, 8, 5, 9, 7).toISOString())).toBe('08:05:09.007')
  })

  it('shows nothing for a line whose time is not kept', () => {
    expect(formatClock('')).toBe('')
  })
})
