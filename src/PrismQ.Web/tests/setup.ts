import { config } from '@vue/test-utils'

// jsdom lays nothing out, so what asks for sizes or media must at least find the functions.
class NoObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
globalThis.ResizeObserver ??= NoObserver as unknown as typeof ResizeObserver
globalThis.matchMedia ??= ((query: string) => ({
  matches: false, media: query, addEventListener() {}, removeEventListener() {},
})) as unknown as typeof matchMedia

config.global.stubs = { transition: false, RouterLink: { props: ['to'], template: '<a><slot /></a>' } }
