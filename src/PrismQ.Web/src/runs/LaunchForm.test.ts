import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import { moduleOf, parameter, runOf } from '../../tests/builders'
import LaunchForm from './LaunchForm.vue'

const server = vi.hoisted(() => ({ start: vi.fn(), warned: vi.fn(), arrive: () => {} }))
vi.mock('vue-router', () => ({ useRouter: () => ({ push: () => new Promise<void>((resolve) => (server.arrive = resolve)) }) }))
vi.mock('@/common/notify', () => ({ notify: vi.fn(), notifyEach: server.warned }))
vi.mock('@/api', () => ({ runs: { start: server.start } }))

beforeEach(() => void server.start.mockReset())

const open = () => mount(LaunchForm, { props: { module: moduleOf(), config: { module_id: 'word-trends', parameters: {}, updated_at: null, warnings: [] }, closed: false } })

it('runs once, however often the keys are pressed before the page of the run shows', async () => {
  server.start.mockResolvedValue(runOf())
  const view = open()
  const press = () => view.get('form').trigger('keydown', { key: 'Enter', ctrlKey: true })

  await press()
  await press()
  await flushPromises()
  await press()
  expect(server.start).toHaveBeenCalledTimes(1)

  server.arrive()
  await flushPromises()
  await press()
  expect(server.start).toHaveBeenCalledTimes(2)
})

it('keeps a saved password when it is filled from a run that left it out', async () => {
  server.start.mockResolvedValue(runOf())
  const module = moduleOf({ parameters: [
    parameter({ name: 'login', type: 'checkbox' }),
    parameter({ name: 'word', type: 'password', conditional_display: { field: 'login', value: true } }),
  ] })
  const config = { module_id: module.id, parameters: { login: true, word: '********' }, updated_at: null, warnings: [] }
  const view = mount(LaunchForm, { props: { module, config, template: runOf({ parameters: { login: false } }), closed: false } })

  await view.get('form').trigger('submit')

  expect(server.start).toHaveBeenCalledWith(expect.objectContaining({ parameters: { login: false, word: '********' }, save_config: true }))
})

it('starts nothing with another number than an undeclared parameter was saved with', async () => {
  const config = { module_id: 'word-trends', parameters: { chat: JSON.parse('9007199254740993') }, updated_at: null, warnings: [] }
  const view = mount(LaunchForm, { props: { module: moduleOf(), config, closed: false } })

  await view.get('form').trigger('submit')

  expect(server.start).not.toHaveBeenCalled()
  expect(view.get('.refusal').text()).toContain('chat may have more digits')
})

it('says what the server warns of', async () => {
  server.start.mockResolvedValue(runOf({ warnings: ['The values were not saved.'] }))

  await open().get('form').trigger('submit')
  await flushPromises()

  expect(server.warned).toHaveBeenCalledWith(['The values were not saved.'])
})

it('can be tried again after the server refused', async () => {
  server.start.mockRejectedValueOnce({ status: 409, result: { status: 409, detail: 'The queue is full.', error_code: 'QUEUE_FULL' } })
  const view = open()

  await view.get('form').trigger('submit')
  await flushPromises()
  expect(view.text()).toContain('The queue is full.')
  await view.get('form').trigger('submit')

  expect(server.start).toHaveBeenCalledTimes(2)
})
