import { describe, expect, it } from 'vitest'
import { OFFLINE, passes, toProblem } from './problem'

const body = { status: 400, detail: 'Invalid parameters: top must be >= 1', error_code: 'INVALID_PARAMETERS', errors: { top: ['top must be >= 1'] } }

describe('toProblem', () => {
  it('reads problem details wherever the generated client puts them', () => {
    expect(toProblem(body)).toEqual(body)
    expect(toProblem({ status: 400, result: body })).toEqual(body)
    expect(toProblem({ status: 400, response: JSON.stringify(body) })).toEqual(body)
  })

  it('takes a failed fetch for an unreachable server', () => {
    expect(toProblem(new TypeError('Failed to fetch')).error_code).toBe(OFFLINE)
  })

  it('names the status of an answer that is no problem document', () => {
    expect(toProblem({ status: 502, response: '<html>' }).detail).toBe('The server answered 502.')
  })
})

it.each([[0, true], [408, true], [429, true], [503, true], [400, false], [401, false], [404, false]])('knows whether a status of %i passes', (status, expected) => {
  expect(passes({ status, detail: '', error_code: '' })).toBe(expected)
})
