import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import { nextTick, reactive } from 'vue'
import { moduleOf, parameter } from '../../tests/builders'
import LaunchPage from './LaunchPage.vue'

const server = vi.hoisted(() => ({ answers: new Map<string, () => void>() }))
const route = reactive({ query: {} as { from?: string } })
vi.mock('vue-router', () => ({ useRoute: () => route, useRouter: () => ({}) }))
vi.mock('@/api', () => ({
  modules: { get: (id: string) => new Promise((resolve) => server.answers.set(id, () => resolve(moduleOf({ id, name: `Module ${id}`, parameters: [parameter({ name: `of-${id}` })] })))) },
  configs: { get: async (module_id: string) => ({ module_id, parameters: {}, updated_at: null, warnings: [] }) },
  runs: { get: async (run_id: string) => ({ run_id, parameters: { 'of-a': 'from the run' } }) },
}))

beforeEach(() => {
  server.answers.clear()
  route.query = {}
})

async function answer(id: string) {
  server.answers.get(id)!()
  await flushPromises()
}

async function open() {
  const page = mount(LaunchPage, { props: { moduleId: 'a' }, global: { stubs: { ModuleRuns: true } } })
  await answer('a')
  return page
}

it('shows the form of the module that the address names, and none while that one loads', async () => {
  const page = await open()
  expect(page.find('#parameter-of-a').exists()).toBe(true)

  await page.setProps({ moduleId: 'b' })
  expect(page.find('form').exists()).toBe(false)
  await answer('b')

  expect(page.get('h1').text()).toBe('Module b')
  expect(page.get('form').attributes('aria-label')).toBe('Run Module b')
  expect(page.find('#parameter-of-b').exists()).toBe(true)
})

it('fills the form anew when it is opened for another run', async () => {
  const page = await open()

  route.query = { from: 'run_1' }
  await nextTick()
  await answer('a')

  expect(page.get<HTMLInputElement>('#parameter-of-a').element.value).toBe('from the run')
})
