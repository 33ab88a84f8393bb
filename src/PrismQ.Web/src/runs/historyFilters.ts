import type { LocationQuery } from 'vue-router'
import type { RunStatus } from '@/api/types'
import { STATUSES } from './runStatus'

export interface HistoryFilter {
  module: string
  status: RunStatus | ''
  page: number
  size: number
}

export const PAGE_SIZES = [20, 50, 100]
const DEFAULT_SIZE = 20

/** The filter that an address asks for; nonsense in it is ignored. */
export function filterOfQuery(query: LocationQuery): HistoryFilter {
  const text = (name: string) => String(query[name] ?? '')
  const status = STATUSES.find((known) => known === text('status')) ?? ''
  const size = PAGE_SIZES.includes(Number(text('size'))) ? Number(text('size')) : DEFAULT_SIZE
  return { module: text('module'), status, page: Math.max(1, Math.trunc(Number(text('page'))) || 1), size }
}

/** The shortest query that asks for a filter. */
export function queryOfFilter({ module, status, page, size }: HistoryFilter): Record<string, string> {
  const wanted = { module, status, page: page > 1 ? String(page) : '', size: size === DEFAULT_SIZE ? '' : String(size) }
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== ''))
}
