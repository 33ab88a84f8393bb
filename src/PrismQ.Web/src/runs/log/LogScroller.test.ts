import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { nextTick } from 'vue'
import LogScroller from './LogScroller.vue'
import { scrollTopFor } from './scrollWindow'

const geometryOf = (rows: number) => ({ rows, rowPx: 20, viewportPx: 400 })

async function open(rows: number) {
  const view = mount(LogScroller, { props: { rows, wrap: false, follow: true, 'onUpdate:follow': (follow: boolean) => view.setProps({ follow }) } })
  const bar = view.get('.viewport')
  view.vm.scrollToRow(500_000)
  await nextTick()
  await bar.trigger('scroll')
  return { view, bar, firstRow: () => view.emitted('range')!.at(-1)![0] }
}

it('keeps the row that is read in place while a very long log grows', async () => {
  const { view, bar, firstRow } = await open(1_000_000)
  expect(firstRow()).toBe(500_000)

  for (const rows of [1_000_100, 1_200_000, 2_000_000]) {
    await view.setProps({ rows })
    await bar.trigger('scroll')
    expect(firstRow()).toBe(500_000)
    expect(bar.element.scrollTop).toBeCloseTo(scrollTopFor(geometryOf(rows), 500_000), 0)
  }
})

it('goes where somebody moves the bar to, also while the log grows', async () => {
  const { view, bar, firstRow } = await open(1_000_000)

  bar.element.scrollTop = scrollTopFor(geometryOf(1_000_100), 600_000)
  await view.setProps({ rows: 1_000_100 })
  await bar.trigger('scroll')

  expect(Math.round(firstRow() as number / 10)).toBe(60_000)
})
