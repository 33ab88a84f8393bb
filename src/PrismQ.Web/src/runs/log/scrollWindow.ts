/** Browsers stop at 17 to 33 million pixels; a log may be longer, so above this the scroll bar is scaled. */
export const TALLEST_PX = 15_000_000

export interface Geometry {
  rows: number
  /** Height of a row that does not wrap. */
  rowPx: number
  viewportPx: number
  /** Wrapped rows may be taller than `rowPx`, so that even the last one must be able to come to the top. */
  wrap?: boolean
}

/** The furthest row that can be at the top. */
export const lastTop = ({ rows, rowPx, viewportPx, wrap }: Geometry) => Math.max(0, wrap ? rows - 1 : rows - viewportPx / rowPx)

const wantedHeight = (geometry: Geometry) => lastTop(geometry) * geometry.rowPx + geometry.viewportPx

/** Height of the scrolled content. */
export const contentHeight = (geometry: Geometry) => Math.min(wantedHeight(geometry), TALLEST_PX)

export const isScaled = (geometry: Geometry) => wantedHeight(geometry) > TALLEST_PX

const lastScroll = (geometry: Geometry) => contentHeight(geometry) - geometry.viewportPx

/** The row at the top of the viewport, with a fraction, for a place of the scroll bar. */
export function topRow(geometry: Geometry, scrollTop: number): number {
  const furthest = lastScroll(geometry)
  return furthest <= 0 ? 0 : Math.min(1, Math.max(0, scrollTop / furthest)) * lastTop(geometry)
}

/** The place of the scroll bar that brings a row to the top. */
export function scrollTopFor(geometry: Geometry, row: number): number {
  const furthest = lastTop(geometry)
  return furthest === 0 ? 0 : (Math.min(Math.max(0, row), furthest) / furthest) * lastScroll(geometry)
}
