/** Reads comma-, semicolon- or tab-separated text (RFC 4180: quotes may hold separators, line breaks and doubled quotes). */
export function parseCsv(text: string): string[][] {
  const separator = likeliestSeparator(text)
  const rows: string[][] = []
  let row: string[] = []
  let field = ''
  let quoted = false

  for (let i = text.startsWith('\ufeff') ? 1 : 0; i < text.length; i++) {
    const char = text[i] as string
    if (quoted) {
      if (char !== '"') field += char
      else if (text[i + 1] === '"') field += text[++i]
      else quoted = false
    } else if (char === '"' && field === '') quoted = true
    else if (char === separator) row.push(field), (field = '')
    else if (char === '\n') {
      row.push(field.endsWith('\r') ? field.slice(0, -1) : field)
      rows.push(row)
      row = []
      field = ''
    } else field += char
  }
  if (field !== '' || row.length > 0) rows.push([...row, field])
  return rows
}

function likeliestSeparator(text: string): string {
  const firstLine = text.slice(0, text.indexOf('\n') >>> 0)
  const count = (separator: string) => firstLine.split(separator).length
  return [',', ';', '\t'].reduce((best, candidate) => (count(candidate) > count(best) ? candidate : best))
}
