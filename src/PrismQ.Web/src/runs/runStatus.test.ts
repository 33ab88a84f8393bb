import { describe, expect, it } from 'vitest'
import { elapsedSeconds, loadText, remainingSeconds } from './runStatus'
import { runOf } from '../../tests/builders'

const now = Date.parse('2026-01-31T08:30:20.500Z')

describe('elapsedSeconds', () => {
  it('ticks while the run goes on and is what it took afterwards', () => {
    expect(elapsedSeconds(runOf(), now)).toBe(20)
    expect(elapsedSeconds(runOf({ status: 'completed', duration_seconds: 7 }), now)).toBe(7)
    expect(elapsedSeconds(runOf({ status: 'queued', started_at: null, duration_seconds: null }), now)).toBeNull()
  })
})

describe('remainingSeconds', () => {
  it('goes by the pace so far', () => {
    expect(remainingSeconds(runOf({ progress_percent: 25 }), now)).toBe(60)
  })

  it.each([null, 0, 100])('has no estimate at %s percent', (progress_percent) => {
    expect(remainingSeconds(runOf({ progress_percent }), now)).toBeNull()
  })
})

describe('loadText', () => {
  it('shows what the server tells, and nothing where it does not', () => {
    expect(loadText(runOf({ cpu_percent: 187.4, memory_bytes: 2_000_000 }))).toMatch(/^CPU 187 % · 2(\.0)? MB$/)
    expect(loadText(runOf({ memory_bytes: null, cpu_percent: 0 }))).toBe('CPU 0 %')
    expect(loadText(runOf())).toBe('')
  })
})
