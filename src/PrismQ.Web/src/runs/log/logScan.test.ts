import { describe, expect, it } from 'vitest'
import type { LogEntry } from '@/api/types'
import { scanLog } from './logScan'
import { lineOf } from '../../../tests/builders'

const log = (length: number) => async (count: number, after: number) => ({
  logs: Array.from({ length: Math.max(0, Math.min(count, length - after)) }, (_, i) => lineOf(after + 1 + i)),
  total_lines: length,
})

async function scan(length: number, matches: (entry: LogEntry) => boolean, signal = new AbortController().signal) {
  const found: number[] = []
  const steps: number[] = []
  await scanLog({ after: 0, to: length, read: log(length), matches, signal, onFound: (entries, upTo) => (found.push(...entries.map((e) => e.line)), steps.push(upTo)) })
  return { found, steps }
}

describe('scanLog', () => {
  it('finds every match once, in order, in bites that grow', async () => {
    const { found, steps } = await scan(60_000, (entry) => entry.line % 20_000 === 0)

    expect(found).toEqual([20_000, 40_000, 60_000])
    expect(steps.at(-1)).toBe(60_000)
    expect(steps.length).toBeLessThan(20)
  })

  it('stops when told to', async () => {
    const controller = new AbortController()

    const { steps } = await scan(60_000, () => (controller.abort(), true), controller.signal)

    expect(steps).toEqual([1000])
  })
})
