import type { Module } from '@/api/types'

export interface ModuleFilter {
  text: string
  category: string
  tag: string
  status: string
  favourites: boolean
}

export const NO_FILTER: ModuleFilter = { text: '', category: '', tag: '', status: '', favourites: false }

/** The modules that match, favourites first, then by name. Every typed word must occur somewhere. */
export function filterModules(modules: Module[], filter: ModuleFilter, favourites: ReadonlySet<string>): Module[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  return modules
    .filter((module) => isUnder(module.category, filter.category)
      && (!filter.tag || module.tags.includes(filter.tag))
      && (!filter.status || statusOf(module) === filter.status)
      && (!filter.favourites || favourites.has(module.id))
      && words.every((word) => searched(module).includes(word)))
    .sort((a, b) => Number(favourites.has(b.id)) - Number(favourites.has(a.id)) || a.name.localeCompare(b.name))
}

/** A module that may not be launched is not active, whatever its status says. */
export const statusOf = (module: Module) => (module.enabled || module.status !== 'active' ? module.status : 'inactive')

export const isUnder = (category: string, parent: string) => parent === '' || category === parent || category.startsWith(`${parent}/`)

const searched = ({ name, id, description, category, tags }: Module) => [name, id, description, category, ...tags].join('\n').toLowerCase()

export interface CategoryNode {
  path: string
  name: string
  count: number
  children: CategoryNode[]
}

/** The tree that the `/` in the categories describe, with the modules under each node counted. */
export function categoryTree(modules: Module[]): CategoryNode[] {
  const root: CategoryNode = { path: '', name: '', count: 0, children: [] }
  for (const module of modules) {
    let node = root
    for (const name of module.category.split('/').filter(Boolean)) {
      const path = node.path ? `${node.path}/${name}` : name
      let child = node.children.find((other) => other.path === path)
      if (!child) node.children.push((child = { path, name, count: 0, children: [] }))
      child.count++
      node = child
    }
  }
  const sort = (nodes: CategoryNode[]): CategoryNode[] => nodes.sort((a, b) => a.name.localeCompare(b.name)).map((node) => ({ ...node, children: sort(node.children) }))
  return sort(root.children)
}
