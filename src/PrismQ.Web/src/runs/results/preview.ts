import type { ResultFile } from '@/api/types'

export type PreviewKind = 'image' | 'json' | 'csv' | 'text' | 'none'

const LARGEST_BYTES = 2_000_000
const KINDS: [PreviewKind, RegExp][] = [
  ['image', /\.(png|jpe?g|gif|webp|svg|bmp|avif)$/i],
  ['json', /\.(json|geojson|ipynb)$/i],
  ['csv', /\.(csv|tsv)$/i],
  ['text', /\.(txt|md|log|xml|ya?ml|toml|ini|html?|css|jsx?|tsx?|py|sh|cs|sql|jsonl|ndjson)$/i],
]

/** How a result file can be looked at here; what is too large or of an unknown kind can be downloaded. */
export function previewKind({ filename, size_bytes }: Pick<ResultFile, 'filename' | 'size_bytes'>): PreviewKind {
  const kind = KINDS.find(([, pattern]) => pattern.test(filename))?.[0] ?? 'none'
  return kind !== 'image' && size_bytes > LARGEST_BYTES ? 'none' : kind
}

export const fileUrl = (runId: string, path: string) =>
  `/api/runs/${encodeURIComponent(runId)}/results/files/${path.split('/').map(encodeURIComponent).join('/')}`

/** JSON laid out for reading, each name and value as it is written there; as it is when it is none, or nested very deeply. */
export function prettyJson(text: string): string {
  try {
    JSON.parse(text)
    return layOut(text.match(TOKENS) ?? [])
  } catch {
    return text
  }
}

const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g
const DEEPEST = 100

function layOut(tokens: string[]): string {
  let depth = 0
  const line = (change: number) => {
    depth += change
    if (depth > DEEPEST) throw new RangeError('Nested too deeply to be indented')
    return '\n' + '  '.repeat(depth)
  }
  const place = (token: string, at: number) => {
    if (token === ':') return ': '
    if (token === ',') return ',' + line(0)
    if (opens(token)) return closes(tokens[at + 1]) ? token : token + line(1)
    if (closes(token)) return opens(tokens[at - 1]) ? token : line(-1) + token
    return token
  }
  return tokens.map(place).join('')
}

const opens = (token: string | undefined) => token === '{' || token === '['
const closes = (token: string | undefined) => token === '}' || token === ']'
