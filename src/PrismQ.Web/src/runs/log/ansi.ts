export interface Span {
  text: string
  classes: string[]
  style?: Record<string, string>
}

interface Pen {
  fg?: string
  bg?: string
  flags: Set<string>
}

// CSI sequences, OSC sequences (titles, links), and lone escapes.
// eslint-disable-next-line no-control-regex -- escape sequences are control characters
const ESCAPE = /\x1b\[([0-9;:]*)([ -/]*[@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-Z\\-_]?/g
const FLAGS: Record<number, string> = { 1: 'bold', 2: 'dim', 3: 'italic', 4: 'underline', 7: 'inverse', 9: 'strike' }

/** Cuts a line into pieces of one look. Colours become classes (the theme knows them), or a style beyond the sixteen named ones. */
export function parseAnsi(line: string): Span[] {
  const text = lastDraft(line)
  if (!text.includes('\x1b')) return [{ text, classes: [] }]
  const spans: Span[] = []
  const pen: Pen = { flags: new Set() }
  let from = 0
  for (const match of text.matchAll(ESCAPE)) {
    add(spans, text.slice(from, match.index), pen)
    if (match[2] === 'm') apply(pen, (match[1] ?? '').split(/[;:]/).map((part) => Number(part) || 0))
    from = match.index + match[0].length
  }
  add(spans, text.slice(from), pen)
  return spans.length > 0 ? spans : [{ text: '', classes: [] }]
}

/** The text alone, for searching and copying. */
export const stripAnsi = (line: string) => (line.includes('\x1b') ? lastDraft(line).replace(ESCAPE, '') : lastDraft(line))

/** A progress bar redraws its line after a carriage return; a terminal shows the last drawing. */
function lastDraft(line: string): string {
  const end = line.endsWith('\r') ? line.length - 1 : line.length
  const start = line.lastIndexOf('\r', end - 1)
  return start < 0 && end === line.length ? line : line.slice(start + 1, end)
}

function add(spans: Span[], text: string, pen: Pen) {
  if (text === '') return
  const classes = [...pen.flags]
  const style: Record<string, string> = {}
  if (pen.fg?.startsWith('#')) style.color = pen.fg
  else if (pen.fg) classes.push(`fg-${pen.fg}`)
  if (pen.bg?.startsWith('#')) style.backgroundColor = pen.bg
  else if (pen.bg) classes.push(`bg-${pen.bg}`)
  spans.push(Object.keys(style).length > 0 ? { text, classes, style } : { text, classes })
}

function apply(pen: Pen, codes: number[]) {
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0
    if (code === 0) {
      pen.flags.clear()
      pen.fg = pen.bg = undefined
    } else if (FLAGS[code]) pen.flags.add(FLAGS[code])
    else if (code === 22) (pen.flags.delete('bold'), pen.flags.delete('dim'))
    else if (FLAGS[code - 20]) pen.flags.delete(FLAGS[code - 20] ?? '')
    else if (code >= 30 && code <= 37) pen.fg = String(code - 30)
    else if (code >= 90 && code <= 97) pen.fg = String(code - 82)
    else if (code >= 40 && code <= 47) pen.bg = String(code - 40)
    else if (code >= 100 && code <= 107) pen.bg = String(code - 92)
    else if (code === 39) pen.fg = undefined
    else if (code === 49) pen.bg = undefined
    else if (code === 38 || code === 48) {
      const [colour, used] = extended(codes, i + 1)
      if (code === 38) pen.fg = colour
      else pen.bg = colour
      i += used
    }
  }
}

function extended(codes: number[], at: number): [string | undefined, number] {
  if (codes[at] === 5) return [indexed(codes[at + 1] ?? 0), 2]
  if (codes[at] === 2) return [hex(codes[at + 1] ?? 0, codes[at + 2] ?? 0, codes[at + 3] ?? 0), 4]
  return [undefined, 0]
}

function indexed(index: number): string {
  if (index < 16) return String(index)
  if (index >= 232) return hex(...(Array(3).fill(8 + (index - 232) * 10) as [number, number, number]))
  const level = (step: number) => (step === 0 ? 0 : 55 + step * 40)
  const cube = index - 16
  return hex(level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6))
}

const hex = (...rgb: [number, number, number]) => '#' + rgb.map((part) => Math.min(255, part).toString(16).padStart(2, '0')).join('')
