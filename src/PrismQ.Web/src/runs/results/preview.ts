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

/** JSON laid out for reading; as it is when it is none. */
export function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
