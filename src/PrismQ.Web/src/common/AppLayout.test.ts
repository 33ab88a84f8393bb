import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextTick, reactive } from 'vue'
import AppLayout from './AppLayout.vue'

const messages = vi.hoisted(() => ({ loaded: false }))
const route = reactive({ path: '/', meta: {} })
vi.mock('vue-router', () => ({ useRoute: () => route }))
vi.mock('@/api/eventStream', () => ({ openEventStream: () => ({ close: () => {} }) }))
vi.mock('./messages', () => {
  messages.loaded = true
  return {}
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
})

const open = (page: string) => mount(AppLayout, { slots: { default: page }, attachTo: document.body, global: { plugins: [createPinia()], stubs: { AppNav: { template: '<a href="/x">x</a>' } } } })

async function goTo(path: string) {
  document.querySelector<HTMLElement>('.app a')?.focus()
  route.path = path
  await nextTick()
  vi.advanceTimersByTime(100)
}

it.each([
  ['its heading', '<h1 tabindex="-1">A page</h1>', 'H1'],
  ['its place while it loads', '<p>Loading</p>', 'MAIN'],
])('brings the focus to a new page by %s', async (what, page, focused) => {
  open(page)

  await goTo(`/${what}`)

  expect(document.activeElement?.tagName).toBe(focused)
})

it('loads ahead what messages are made with, once the first page has come', async () => {
  open('<p />')
  await vi.advanceTimersByTimeAsync(1000)
  expect(messages.loaded).toBe(false)

  await vi.advanceTimersByTimeAsync(1500)
  await vi.dynamicImportSettled()

  expect(messages.loaded).toBe(true)
})
