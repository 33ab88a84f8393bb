import { describe, expect, it } from 'vitest'
import { categoryTree, filterModules, NO_FILTER } from './moduleFilter'
import { moduleOf } from '../../tests/builders'

const words = moduleOf({ id: 'words', name: 'Word trends', category: 'Text/Analysis', tags: ['text'] })
const links = moduleOf({ id: 'links', name: 'Link extraction', category: 'Text', tags: ['web'], status: 'maintenance' })
const off = moduleOf({ id: 'off', name: 'Old', category: 'Textile', enabled: false })
const all = [words, off, links]
const ids = (filter: object, favourites: string[] = []) => filterModules(all, { ...NO_FILTER, ...filter }, new Set(favourites)).map((module) => module.id)

describe('filterModules', () => {
  it('sorts by name, favourites first', () => {
    expect(ids({})).toEqual(['links', 'off', 'words'])
    expect(ids({}, ['words'])).toEqual(['words', 'links', 'off'])
  })

  it('finds every typed word anywhere', () => {
    expect(ids({ text: 'TREND text' })).toEqual(['words'])
    expect(ids({ text: 'trend web' })).toEqual([])
  })

  it('takes a category with all below it, and not one that only begins alike', () => {
    expect(ids({ category: 'Text' })).toEqual(['links', 'words'])
    expect(ids({ category: 'Text/Analysis' })).toEqual(['words'])
  })

  it('filters by tag, status and favourites', () => {
    expect(ids({ tag: 'web' })).toEqual(['links'])
    expect(ids({ status: 'inactive' })).toEqual(['off'])
    expect(ids({ favourites: true }, ['off'])).toEqual(['off'])
  })
})

describe('categoryTree', () => {
  it('counts the modules under every node', () => {
    expect(categoryTree(all)).toEqual([
      { path: 'Text', name: 'Text', count: 2, children: [{ path: 'Text/Analysis', name: 'Analysis', count: 1, children: [] }] },
      { path: 'Textile', name: 'Textile', count: 1, children: [] },
    ])
  })
})
