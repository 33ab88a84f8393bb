import { describe, expect, it } from 'vitest'
import { LogPages, PAGE_LINES, readsFor } from './logPages'
import { lineOf } from '../../../tests/builders'

const lines = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => lineOf(from + i))

describe('LogPages', () => {
  it('stays bounded in lines and forgets what was not looked at for longest', () => {
    const pages = new LogPages(1000)
    pages.put(lines(1, 200))
    for (let line = 201; line <= 1_000_000; line += 200) {
      expect(pages.get(1)).toBeDefined()
      pages.put(lines(line, line + 199))
    }

    expect(pages.size).toBeLessThanOrEqual(1000)
    expect(pages.get(999_999)).toBeDefined()
    expect(pages.get(5000)).toBeUndefined()
  })

  it('stays bounded in characters', () => {
    const pages = new LogPages(20_000, 100_000)
    for (let page = 0; page < 20; page++) pages.put([lineOf(page * PAGE_LINES + 1, { message: 'x'.repeat(30_000) })])

    expect(pages.size).toBe(3)
  })

  it('does not count a line twice', () => {
    const pages = new LogPages()
    pages.put(lines(1, 10))
    pages.put(lines(5, 12))

    expect(pages.size).toBe(12)
  })
})

describe('readsFor', () => {
  it('reads a page where many of its lines are wanted and single lines where few are', () => {
    expect(readsFor([1, 2, 3, 450, 1001])).toEqual([{ after: 0, count: PAGE_LINES }, { after: 449, count: 1 }, { after: 1000, count: 1 }])
  })
})
