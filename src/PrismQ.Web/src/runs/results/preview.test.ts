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
