import { beforeEach, expect, it, vi } from 'vitest'
import { forgetAnew, openAnew } from '@/common/openAnew'
import { router } from './router'

vi.mock('@/common/openAnew', () => ({ openAnew: vi.fn(), forgetAnew: vi.fn() }))
vi.mock('@/modules/ModulesPage.vue', () => ({ default: {} }))
vi.mock('@/runs/ComparePage.vue', () => ({ default: {} }))
vi.mock('@/runs/HistoryPage.vue', () => {
  throw new TypeError('Failed to fetch dynamically imported module')
})

beforeEach(() => {
  vi.clearAllMocks()
  vi.stubGlobal('scrollTo', () => {})
})

it('opens the address anew when the code of its page is gone', async () => {
  await router.push('/history?status=failed').catch(() => undefined)

  expect(openAnew).toHaveBeenCalledWith('/history?status=failed')
  expect(forgetAnew).not.toHaveBeenCalled()
})

it('does not for a page that comes', async () => {
  await router.push('/compare')

  expect(openAnew).not.toHaveBeenCalled()
  expect(forgetAnew).toHaveBeenCalled()
})
