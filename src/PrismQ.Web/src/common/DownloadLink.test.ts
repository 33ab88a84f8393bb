import { flushPromises, mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import DownloadLink from './DownloadLink.vue'
import { notify } from './notify'

vi.mock('./notify', () => ({ notify: vi.fn() }))
vi.mock('@/api/ticket', () => ({ withTicket: () => Promise.reject(new TypeError('Failed to fetch')) }))

it('says why a download does not begin', async () => {
  const link = mount(DownloadLink, { props: { href: '/api/x', filename: 'x.log' } })

  await link.trigger('click')
  await flushPromises()

  expect(notify).toHaveBeenCalledWith('error', 'The server cannot be reached.')
})
