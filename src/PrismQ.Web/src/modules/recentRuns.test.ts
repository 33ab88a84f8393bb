import { expect, it } from 'vitest'
import { RECENT, withRun } from './recentRuns'
import { runOf } from '../../tests/builders'

it('replaces a run that it knows and puts a new one on top, twenty at most', () => {
  const known = Array.from({ length: RECENT }, (_, i) => runOf({ run_id: `r${i}` }))

  expect(withRun(known, runOf({ run_id: 'r3', status: 'failed' }))[3]?.status).toBe('failed')
  const longer = withRun(known, runOf({ run_id: 'new' }))
  expect(longer).toHaveLength(RECENT)
  expect(longer[0]?.run_id).toBe('new')
})
