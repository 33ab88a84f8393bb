import { describe, expect, it } from 'vitest'
import { parseAnsi, stripAnsi } from './ansi'

describe('parseAnsi', () => {
  it('leaves plain text in one piece', () => {
    expect(parseAnsi('plain')).toEqual([{ text: 'plain', classes: [] }])
  })

  it('gives named colours classes and ends them at a reset', () => {
    expect(parseAnsi('\x1b[1;31mbad\x1b[0m ok \x1b[92mgood\x1b[39m.')).toEqual([
      { text: 'bad', classes: ['bold', 'fg-1'] },
      { text: ' ok ', classes: [] },
      { text: 'good', classes: ['fg-10'] },
      { text: '.', classes: [] },
    ])
  })

  it('reads 256 and true colours', () => {
    expect(parseAnsi('\x1b[38;5;196ma\x1b[48;2;1;2;3mb\x1b[38;5;2mc')).toEqual([
      { text: 'a', classes: [], style: { color: '#ff0000' } },
      { text: 'b', classes: [], style: { color: '#ff0000', backgroundColor: '#010203' } },
      { text: 'c', classes: ['fg-2'], style: { backgroundColor: '#010203' } },
    ])
  })

  it('drops what moves the cursor or sets titles', () => {
    expect(stripAnsi('\x1b]0;title\x07a\x1b[2Kb\x1b[10;5Hc\x1b(')).toBe('abc(')
  })

  it('shows the last drawing of a line that was redrawn', () => {
    expect(parseAnsi('10%\r50%\r100%')).toEqual([{ text: '100%', classes: [] }])
    expect(stripAnsi('done\r')).toBe('done')
  })
})
