import { security } from '.'
import { keyHeaders } from './key'

/** The address as a browser can open it without sending a key: with a ticket, where a key is used. */
export async function withTicket(path: string): Promise<string> {
  if (Object.keys(keyHeaders()).length === 0) return path
  const { ticket } = await security.createTicket({ path })
  return `${path}?ticket=${encodeURIComponent(ticket)}`
}
