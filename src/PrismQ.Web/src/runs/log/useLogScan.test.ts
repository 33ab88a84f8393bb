import { effectScope, ref } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { LogEntry } from '@/api/types'
import { lineOf } from '../../../tests/builders'
import { useLogScan } from './useLogScan'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('goes on after a read that failed, so that a part does not pass for the whole', async () => {
  let fails = true
  const read = (limit: number, after = 0) => {
    if (after >= 1000 && fails) {
      fails = false
      return Promise.reject(new Error('lost'))
    }
    const logs = Array.from({ length: Math.min(limit, 3000 - after) }, (_, index) => lineOf(after + index + 1))
    return Promise.resolve({ logs, total_lines: 3000 })
  }
  const scope = effectScope()
  const scan = scope.run(() => useLogScan({
    source: { read, follow: () => () => {} }, total: ref(3000), matches: ref(({ line }: LogEntry) => line % 1000 === 0), prime: () => {},
  }))!

  await vi.advanceTimersByTimeAsync(1000)
  expect(scan.scanning.value).toBe(true)
  await vi.advanceTimersByTimeAsync(10_000)

  expect(fails).toBe(false)
  expect(scan.count.value).toBe(3)
  expect(scan.scanning.value).toBe(false)
  scope.stop()
})
