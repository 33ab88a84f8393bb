import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { RETRY_MS, useLoad } from './useLoad'

const REST_MS = 300

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function open() {
  const asked: { answer: (value: string) => Promise<unknown>; fail: (status: number) => Promise<unknown> }[] = []
  const scope = effectScope()
  const load = scope.run(() => useLoad(() => new Promise<string>((resolve, reject) => asked.push({
    answer: (value) => (resolve(value), flushPromises()),
    fail: (status) => (reject({ status }), flushPromises()),
  }))))!
  return { ...load, asked, stop: () => scope.stop() }
}

describe('refresh', () => {
  it('shows each answer and loads once more, however many changes come while one is on its way', async () => {
    const { value, reload, refresh, asked } = open()
    void reload()

    for (let i = 0; i < 10; i++) refresh()
    vi.advanceTimersByTime(10_000)
    await asked[0]!.answer('first')

    expect(value.value).toBe('first')
    expect(asked).toHaveLength(1)
    vi.advanceTimersByTime(REST_MS)
    await asked[1]!.answer('second')
    vi.advanceTimersByTime(10_000)
    expect(value.value).toBe('second')
    expect(asked).toHaveLength(2)
  })

  it('loads once for many changes in a row, and is not put off by them', () => {
    const { refresh, asked } = open()

    for (let ms = 0; ms < REST_MS; ms += 100) {
      refresh()
      vi.advanceTimersByTime(100)
    }

    expect(asked).toHaveLength(1)
  })

  it('is settled by a reload, which begins after the change', async () => {
    const { reload, refresh, asked } = open()
    refresh()

    void reload()
    await asked[0]!.answer('a')
    vi.advanceTimersByTime(10_000)

    expect(asked).toHaveLength(1)
  })
})

describe('a load that fails', () => {
  it.each([0, 500, 503])('with %i is made again while an old value shows', async (status) => {
    const { value, problem, reload, asked } = open()
    void reload()
    await asked[0]!.answer('old')
    void reload()
    await asked[1]!.fail(status)

    vi.advanceTimersByTime(RETRY_MS)
    await asked[2]!.fail(status)
    vi.advanceTimersByTime(RETRY_MS)
    await asked[3]!.answer('new')

    expect([value.value, problem.value]).toEqual(['new', undefined])
  })

  it.each([401, 404])('with %i is not made again: the answer would be the same', async (status) => {
    const { reload, asked } = open()
    void reload()
    await asked[0]!.answer('old')
    void reload()
    await asked[1]!.fail(status)

    vi.advanceTimersByTime(60_000)

    expect(asked).toHaveLength(2)
  })

  it('is not made again once nobody looks', async () => {
    const { reload, asked, stop } = open()
    void reload()
    await asked[0]!.answer('old')
    void reload()
    await asked[1]!.fail(503)

    stop()
    vi.advanceTimersByTime(60_000)

    expect(asked).toHaveLength(2)
  })
})
