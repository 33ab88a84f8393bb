import { describe, expect, it } from 'vitest'
import { fileUrl, prettyJson, previewKind } from './preview'

describe('previewKind', () => {
  it.each([['plot.PNG', 9e9, 'image'], ['a.json', 10, 'json'], ['a.csv', 10, 'csv'], ['a.csv', 3e6, 'none'], ['notes.md', 10, 'text'], ['a.zip', 10, 'none']])('shows %s of %d bytes as %s', (filename, size_bytes, kind) => {
    expect(previewKind({ filename, size_bytes })).toBe(kind)
  })
})

it('keeps the folders of a path and escapes their names', () => {
  expect(fileUrl('run_1', 'a b/c#d.txt')).toBe('/api/runs/run_1/results/files/a%20b/c%23d.txt')
})

it('lays JSON out, and leaves alone what is none', () => {
  expect(prettyJson('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}')
  expect(prettyJson('{oops')).toBe('{oops')
})

it.each([{ a: [1, { b: 'x, "y": [\\]' }, [], {}], c: null }, [], 'text', 5, [[1], [true, -2.5e7]]])('lays %o out as usual', (value) => {
  expect(prettyJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2))
})

it('changes no number, order or name', () => {
  expect(prettyJson('{"b":12345678901234567890, "1":1.10,\n"b":1e400}')).toBe('{\n  "b": 12345678901234567890,\n  "1": 1.10,\n  "b": 1e400\n}')
})

it('leaves alone what is nested too deeply, and takes long texts', () => {
  const deep = '['.repeat(5000) + ']'.repeat(5000)
  const long = JSON.stringify(['x"'.repeat(900_000)])

  expect(prettyJson(deep)).toBe(deep)
  expect(prettyJson(long)).toBe(`[\n  ${long.slice(1, -1)}\n]`)
})
