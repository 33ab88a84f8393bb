import type { Span } from './ansi'

/** Cuts the spans so that every occurrence of the query (in any case) is a span of its own with the class `hit`. */
export function markMatches(spans: Span[], query: string): Span[] {
  const wanted = query.toLowerCase()
  return spans.flatMap((span) => {
    const text = span.text.toLowerCase()
    const pieces: Span[] = []
    let from = 0
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, from)) {
      if (at > from) pieces.push({ ...span, text: span.text.slice(from, at) })
      pieces.push({ ...span, text: span.text.slice(at, at + wanted.length), classes: [...span.classes, 'hit'] })
      from = at + wanted.length
    }
    if (from < span.text.length) pieces.push({ ...span, text: span.text.slice(from) })
    return pieces
  })
}
