import { describe, expect, it } from 'vitest'
import { contentHeight, isScaled, lastTop, scrollTopFor, TALLEST_PX, topRow } from './scrollWindow'

const viewport = { rowPx: 20, viewportPx: 600 }

describe('scroll window', () => {
  it('is exact to the pixel while the browser can be that tall', () => {
    const geometry = { rows: 1000, ...viewport }

    expect(contentHeight(geometry)).toBe(20_000)
    expect(isScaled(geometry)).toBe(false)
    expect(topRow(geometry, 30)).toBeCloseTo(1.5)
    expect(scrollTopFor(geometry, 1.5)).toBeCloseTo(30)
  })

  it.each([1_000_000, 13_000_000, 2_000_000_000])('reaches the first and the last of %i rows', (rows) => {
    const geometry = { rows, ...viewport }

    expect(isScaled(geometry)).toBe(true)
    expect(topRow(geometry, 0)).toBe(0)
    expect(topRow(geometry, TALLEST_PX - 600)).toBe(rows - 30)
    expect(topRow(geometry, scrollTopFor(geometry, 654_321))).toBeCloseTo(654_321, 0)
  })

  it('has nowhere to scroll when everything fits', () => {
    const geometry = { rows: 5, ...viewport }

    expect(lastTop(geometry)).toBe(0)
    expect(topRow(geometry, 0)).toBe(0)
  })
})

it('lets the last of wrapped rows come to the top', () => {
  const geometry = { rows: 100, ...viewport, wrap: true }

  expect(topRow(geometry, contentHeight(geometry) - 600)).toBe(99)
})
