import { describe, expect, it } from 'vitest'
import { runOf } from '../../tests/builders'
import { statusChanges } from './statusChanges'

describe('statusChanges', () => {
  it('tells each status of a run once, however often the run is told', () => {
    const isNew = statusChanges()

    const told = [
      runOf({ status: 'queued' }), runOf(), runOf({ cpu_percent: 7 }), runOf({ run_id: 'other' }), runOf({ status: 'completed' }),
    ].map(isNew)

    expect(told).toEqual([true, true, false, true, true])
  })
})
