import { ref } from 'vue'

const REMEMBERED = 'prismq.key'

/** Whether the server asks for a key that this tab does not have. */
export const keyNeeded = ref(false)

/** The headers that open the door; none where the server has no door. Kept for this tab only. */
export function keyHeaders(): Record<string, string> {
  const key = sessionStorage.getItem(REMEMBERED)
  return key ? { 'X-Api-Key': key } : {}
}

/** A key that the server refused is sent no more, because every wrong one counts; the page asks for another. */
export function refuseKey(sent: Record<string, string>) {
  if (sent['X-Api-Key'] && sent['X-Api-Key'] === sessionStorage.getItem(REMEMBERED)) sessionStorage.removeItem(REMEMBERED)
  keyNeeded.value = true
}

/** Opens the panel with a key that the server knows; else answers why not. One request, because every wrong one counts. */
export async function openWith(key: string): Promise<string> {
  try {
    const response = await fetch('/api/caller', { headers: { 'X-Api-Key': key } })
    if (response.status === 401) return 'The server does not know this key.'
    if (!response.ok) return ((await response.json()) as { detail: string }).detail
  } catch {
    return 'The server does not answer.'
  }
  sessionStorage.setItem(REMEMBERED, key)
  location.reload()
  return ''
}

/** What the generated clients call: `fetch` with the key, which notices when one is needed. */
export const http = {
  async fetch(url: RequestInfo, init: RequestInit = {}): Promise<Response> {
    const key = keyHeaders()
    const response = await fetch(url, { ...init, headers: { ...init.headers, ...key } })
    if (response.status === 401) refuseKey(key)
    return response
  },
}
