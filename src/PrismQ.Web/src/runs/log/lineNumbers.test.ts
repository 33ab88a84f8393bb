import { expect, it } from 'vitest'
import { LineNumbers } from './lineNumbers'

it('grows, and finds where a line is or would be', () => {
  const numbers = new LineNumbers()
  for (let line = 3; line <= 3000; line += 3) numbers.append([line])

  expect(numbers.length).toBe(1000)
  expect(numbers.at(999)).toBe(3000)
  expect(numbers.at(1000)).toBeUndefined()
  expect([numbers.indexOf(1), numbers.indexOf(6), numbers.indexOf(7), numbers.indexOf(9999)]).toEqual([0, 1, 2, 1000])
})
