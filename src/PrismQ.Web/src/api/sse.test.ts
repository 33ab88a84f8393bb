import { describe, expect, it } from 'vitest'
import { createSseParser, type ServerEvent } from './sse'

function parse(...pieces: string[]): ServerEvent[] {
  const events: ServerEvent[] = []
  const push = createSseParser((event) => events.push(event))
  pieces.forEach(push)
  return events
}

describe('createSseParser', () => {
  it('gives the same events however the stream is cut', () => {
    const text = 'id: 7\nevent: log\ndata: {"line":7}\n\n: ping\n\nid: 8\nevent: log\ndata: {"line":8}\n\n'
    const whole = parse(text)

    expect(whole).toEqual([{ id: '7', event: 'log', data: '{"line":7}' }, { id: '8', event: 'log', data: '{"line":8}' }])
    for (let cut = 1; cut < text.length; cut++) expect(parse(text.slice(0, cut), text.slice(cut))).toEqual(whole)
  })

  it('joins several data lines and accepts CRLF', () => {
    expect(parse('data: a\r\ndata: b\r\n\r\n')).toEqual([{ id: '', event: 'message', data: 'a\nb' }])
  })

  it('keeps back an event that has not ended', () => {
    expect(parse('data: half\n')).toEqual([])
  })
})
