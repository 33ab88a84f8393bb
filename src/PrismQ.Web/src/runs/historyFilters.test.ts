import { describe, expect, it } from 'vitest'
import { filterOfQuery, queryOfFilter } from './historyFilters'

describe('history filters in the address', () => {
  it('come back as they went', () => {
    const filter = { module: 'word-trends', status: 'failed' as const, page: 3, size: 50 }

    expect(filterOfQuery(queryOfFilter(filter))).toEqual(filter)
  })

  it('leave a plain address plain', () => {
    expect(queryOfFilter(filterOfQuery({}))).toEqual({})
  })

  it('ignore nonsense', () => {
    expect(filterOfQuery({ status: 'bogus', page: '-4', size: '7' })).toEqual({ module: '', status: '', page: 1, size: 20 })
  })
})
