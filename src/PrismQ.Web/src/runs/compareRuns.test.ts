import { expect, it } from 'vitest'
import { changePercent, compare } from './compareRuns'

it('puts what differs first', () => {
  expect(compare({ top: 10, lang: 'en', a: true }, { top: 20, lang: 'en', b: 1 })).toEqual([
    { name: 'a', a: true, b: undefined, same: false },
    { name: 'b', a: undefined, b: 1, same: false },
    { name: 'top', a: 10, b: 20, same: false },
    { name: 'lang', a: 'en', b: 'en', same: true },
  ])
})

it.each([[10, 15, 50], [-4, -2, 50], [0, 5, null], [3, 3, null], ['x', 3, null]])('the change from %o to %o is %o percent', (a, b, percent) => {
  expect(changePercent(a, b)).toBe(percent)
})
