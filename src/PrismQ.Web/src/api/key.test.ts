import { beforeEach, expect, it, vi } from 'vitest'
import { http, keyHeaders, keyNeeded } from './key'

const sent: (string | undefined)[] = []

beforeEach(() => {
  sent.length = 0
  keyNeeded.value = false
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
    sent.push((init.headers as Record<string, string>)['X-Api-Key'])
    return Promise.resolve(new Response(null, { status: 401 }))
  })
})

it('sends a key that was refused no second time, and asks for another', async () => {
  sessionStorage.setItem('prismq.key', 'withdrawn')

  await http.fetch('/api/modules')
  await http.fetch('/api/modules')

  expect(sent).toEqual(['withdrawn', undefined])
  expect(keyNeeded.value).toBe(true)
})

it('keeps a key that was put in while an older one was refused', async () => {
  sessionStorage.setItem('prismq.key', 'old')
  const refused = http.fetch('/api/modules')
  sessionStorage.setItem('prismq.key', 'new')

  await refused

  expect(keyHeaders()).toEqual({ 'X-Api-Key': 'new' })
})
