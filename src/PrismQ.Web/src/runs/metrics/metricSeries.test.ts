import { expect, it } from 'vitest'
import { addMetrics, type Series } from './metricSeries'
import { lineOf } from '../../../tests/builders'

it('collects the values of each metric over time', () => {
  const series = new Map<string, Series>()

  addMetrics(series, [
    lineOf(1, { message: '::metric loss=0.5' }),
    lineOf(2, { message: '::metric words = 12', timestamp: '2026-01-31T08:30:05.000Z' }),
    lineOf(3, { message: '::metric loss=2.5e-1', timestamp: '2026-01-31T08:30:05.000Z' }),
    lineOf(4, { message: '::metric broken=abc' }),
  ])

  expect([...series.keys()]).toEqual(['loss', 'words'])
  expect(series.get('loss')?.values).toEqual([0.5, 0.25])
  expect(series.get('words')?.times).toEqual([Date.parse('2026-01-31T08:30:05Z') / 1000])
})

it('stays bounded', () => {
  const series = new Map<string, Series>()

  for (let i = 0; i < 10_000; i++) addMetrics(series, [lineOf(i, { message: `::metric x=${i}` })])

  expect(series.get('x')?.values.length).toBeLessThanOrEqual(2000)
  expect(series.get('x')?.values.at(-1)).toBeGreaterThan(9900)
})
