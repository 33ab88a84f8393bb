import { expect, it } from 'vitest'
import { parseCsv } from './csv'

it.each([
  ['a,b\n1,2\n', [['a', 'b'], ['1', '2']]],
  ['a;b\r\n1;"x;y"', [['a', 'b'], ['1', 'x;y']]],
  ['a\tb', [['a', 'b']]],
  ['name\n"say ""hi""\nthere"\n', [['name'], ['say "hi"\nthere']]],
  ['\ufeffa,b\n,\n', [['a', 'b'], ['', '']]],
  ['', []],
])('reads %j', (text, rows) => {
  expect(parseCsv(text)).toEqual(rows)
})
