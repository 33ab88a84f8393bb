import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { notify } from './notify'
import { forgetAnew, openAnew, openAnewFor } from './openAnew'

vi.mock('./notify', () => ({ notify: vi.fn() }))
const assign = vi.fn()
const reload = vi.fn()
const serverAnswers = (answer: () => Promise<Partial<Response>>) => vi.stubGlobal('fetch', answer)

beforeEach(() => {
  vi.clearAllMocks()
  sessionStorage.clear()
  forgetAnew()
  vi.stubGlobal('location', { assign, reload })
  serverAnswers(async () => ({ ok: true }))
})
afterEach(() => vi.unstubAllGlobals())

it('loads the panel at the address, and only says so when that did not help', async () => {
  await openAnew('/history?page=2')
  await openAnew('/history?page=2')

  expect(assign.mock.calls).toEqual([['/history?page=2']])
  expect(notify).toHaveBeenCalledTimes(1)
})

it('does so again after the next upgrade', async () => {
  await openAnew('/history')
  forgetAnew()
  await openAnew('/history')

  expect(assign).toHaveBeenCalledTimes(2)
})

it('loads the page anew for a part of it that is missing, but once', async () => {
  const missing = new TypeError('Failed to fetch dynamically imported module: /assets/RunLogPanel-1.js')
  await openAnewFor(missing)
  forgetAnew()
  await openAnewFor(missing)
  expect(reload).toHaveBeenCalledTimes(1)

  await openAnewFor(new TypeError('Failed to fetch dynamically imported module: /assets/RunLogPanel-2.js'))
  expect(reload).toHaveBeenCalledTimes(2)
})

it('leaves a missing page to its own address', async () => {
  const part = openAnewFor(new TypeError('Failed to fetch'))
  const page = openAnew('/history')
  await Promise.all([part, page])

  expect(assign.mock.calls).toEqual([['/history']])
  expect(reload).not.toHaveBeenCalled()
})

it.each([
  ['cannot be reached', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['is not well', () => Promise.resolve({ ok: false })],
])('leaves the page that shows alone while the server %s', async (_, answer) => {
  serverAnswers(answer)

  await openAnew('/history')
  await flushPromises()

  expect(assign).not.toHaveBeenCalled()
  expect(notify).toHaveBeenCalledWith('error', expect.stringContaining('could not be loaded'))
})
