import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import type { Values } from '@/api/types'
import { runOf } from '../../tests/builders'
import RunActions from './RunActions.vue'

const server = vi.hoisted(() => ({ start: vi.fn(), said: vi.fn(), warned: vi.fn() }))
vi.mock('vue-router', () => ({ useRouter: () => ({ push: () => Promise.resolve() }) }))
vi.mock('@/api', () => ({ runs: { start: server.start } }))
vi.mock('@/common/notify', () => ({ notify: server.said, notifyEach: server.warned }))

beforeEach(() => {
  server.start.mockReset().mockResolvedValue(runOf())
  server.said.mockReset()
})

async function runAgain(parameters: Values) {
  const view = mount(RunActions, { props: { run: runOf({ status: 'completed', parameters }) } })
  await view.findAll('button').find((button) => button.text().includes('Run again'))!.trigger('click')
  await flushPromises()
}

it.each([JSON.parse('9007199254740993'), JSON.parse('1e400'), { ids: [JSON.parse('-9007199254740993')] }])('starts no run with another number than the run had: %o', async (chat) => {
  await runAgain({ chat, lines: 5 })

  expect(server.start).not.toHaveBeenCalled()
  expect(server.said).toHaveBeenCalledWith('error', expect.stringContaining('chat'))
})

it('says what the server warns of', async () => {
  server.start.mockResolvedValue(runOf({ warnings: ['old is not declared'] }))

  await runAgain({ old: 1 })

  expect(server.warned).toHaveBeenCalledWith(['old is not declared'])
})

it('starts a run again with its parameters', async () => {
  await runAgain({ lines: 5, ratio: 0.1, big: 1e20, names: ['a', null] })

  expect(server.start).toHaveBeenCalledWith(expect.objectContaining({ parameters: { lines: 5, ratio: 0.1, big: 1e20, names: ['a', null] } }))
})
