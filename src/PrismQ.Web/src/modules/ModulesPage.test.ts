import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Module } from '@/api/types'
import { moduleOf } from '../../tests/builders'
import ModulesPage from './ModulesPage.vue'

const server = vi.hoisted(() => ({ list: vi.fn() }))
vi.mock('vue-router', () => ({ useRoute: () => ({ query: {} }), useRouter: () => ({ replace: () => {} }) }))
vi.mock('@/api', () => ({ modules: { list: server.list } }))
vi.mock('@/api/eventStream', () => ({ openEventStream: () => ({ close: () => {} }) }))

const has = (...ids: string[]) => server.list.mockResolvedValue({ modules: ids.map((id) => moduleOf({ id })) })
const ModuleGrid = { props: ['modules'], computed: { ids(): string[] { return (this as unknown as { modules: Module[] }).modules.map(({ id }) => id) } }, template: '<i>{{ ids.join() }}</i>' }

beforeEach(() => {
  vi.useFakeTimers()
  server.list.mockReset()
  setActivePinia(createPinia())
})
afterEach(() => void vi.useRealTimers())

it('shows a module that is added to the registry while the page is open', async () => {
  has('a')
  const page = mount(ModulesPage, { global: { stubs: { ModuleGrid } } })
  await flushPromises()
  expect(page.get('i').text()).toBe('a')
  expect(server.list).toHaveBeenCalledTimes(1)

  has('a', 'b')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(page.get('i').text()).toBe('a,b')

  page.unmount()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(server.list).toHaveBeenCalledTimes(2)
})
