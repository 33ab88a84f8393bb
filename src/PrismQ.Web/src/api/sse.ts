/** One event of a `text/event-stream`. */
export interface ServerEvent {
  id: string
  event: string
  data: string
}

/** Cuts a text/event-stream into events, whatever pieces it arrives in. Comments and unknown fields are skipped. */
export function createSseParser(onEvent: (event: ServerEvent) => void): (text: string) => void {
  let rest = ''
  let id = ''
  let event = 'message'
  let data: string[] = []

  function line(text: string) {
    if (text === '') {
      if (data.length > 0) onEvent({ id, event, data: data.length === 1 ? data[0] ?? '' : data.join('\n') })
      event = 'message'
      data = []
      return
    }
    const colon = text.indexOf(':')
    if (colon === 0) return
    const field = colon < 0 ? text : text.slice(0, colon)
    const value = colon < 0 ? '' : text.slice(text[colon + 1] === ' ' ? colon + 2 : colon + 1)
    if (field === 'data') data.push(value)
    else if (field === 'event') event = value
    else if (field === 'id') id = value
  }

  return (text) => {
    const buffer = rest + text
    let start = 0
    for (let end = buffer.indexOf('\n', start); end >= 0; end = buffer.indexOf('\n', start)) {
      line(buffer.slice(start, buffer[end - 1] === '\r' && end > start ? end - 1 : end))
      start = end + 1
    }
    rest = buffer.slice(start)
  }
}
