import { describe, expect, it } from 'vitest'
import { checkParameters, inexactNames, isRounded, MASK, shownParameters } from './parameterRules'
import { parameter } from '../../tests/builders'

describe('checkParameters', () => {
  it.each([
    [{ required: true, label: 'Top words' }, null, 'Top words is required'],
    [{ required: true, label: null, description: 'How many' }, '', 'How many is required'],
    [{ required: true, label: null, description: null }, undefined, 'p is required'],
    [{ type: 'number' }, 'abc', 'p must be a number'],
    [{ type: 'number' }, true, 'p must be a number'],
    [{ type: 'number', min: 1 }, 0, 'p must be >= 1'],
    [{ type: 'number', max: 9.5 }, 10, 'p must be <= 9.5'],
    [{ type: 'number' }, '9007199254740993', 'p has more digits than this page can keep exactly, which is 15'],
    [{ type: 'number' }, 12345678901234567000, 'p has more digits than this page can keep exactly, which is 15'],
    [{ type: 'select', options: ['a', 'b'] }, 'c', 'p must be one of: a, b'],
    [{ type: 'checkbox' }, 'yes', 'p must be a boolean'],
    [{ type: 'text' }, 5, 'p must be a string'],
    [{ validation: { pattern: '[a-z]+$', message: 'Letters only' } }, 'A1', 'Letters only'],
    [{ validation: { pattern: 'b', message: null } }, 'ab', 'p format is invalid'],
  ] as const)('says what the server says: %o with %o', (rule, value, message) => {
    expect(checkParameters([parameter({ ...rule } as never)], { p: value })).toEqual({ p: [message] })
  })

  it.each([
    [{ type: 'number', min: 0 }, 0],
    [{ type: 'checkbox', required: true }, false],
    [{ required: false }, ''],
    [{ type: 'password', validation: { pattern: '\\d+$', message: null } }, MASK],
    [{ type: 'number' }, Number.MIN_SAFE_INTEGER],
    [{ type: 'number' }, 1e20],
    [{ type: 'number' }, 6.02214076e23],
    [{ validation: { pattern: '\\w+$', message: null } }, 'Überraschung'],
    [{ validation: { pattern: '(?<x>a)(?(x)b|c)', message: null } }, 'anything the server may judge'],
  ] as const)('accepts %o with %o', (rule, value) => {
    expect(checkParameters([parameter({ ...rule } as never)], { p: value })).toEqual({})
  })

  it('leaves a field alone while its condition does not hold', () => {
    const field = parameter({ required: true, conditional_display: { field: 'mode', value: 'custom' } })

    expect(checkParameters([field], { mode: 'auto' })).toEqual({})
    expect(checkParameters([field], { mode: 'custom' })).toHaveProperty('p')
  })

  it.each([
    [{ mode: 'deep', way: 'own' }, ['depth', 'way', 'mode']],
    [{ mode: 'simple', way: 'own' }, ['mode']],
    [{ mode: 'deep', way: 'usual' }, ['way', 'mode']],
  ])('hides what waits for a hidden field: %o', (values, names) => {
    const fields = [
      parameter({ name: 'depth', required: true, conditional_display: { field: 'way', value: 'own' } }),
      parameter({ name: 'way', conditional_display: { field: 'mode', value: 'deep' } }),
      parameter({ name: 'mode' }),
    ]

    expect(shownParameters(fields, values).map(({ name }) => name)).toEqual(names)
    expect(Object.keys(checkParameters(fields, values))).toEqual(names.includes('depth') ? ['depth'] : [])
  })
})

it.each([
  ['9007199254740993', true], ['1234567890123456789012', true], ['1.2345678901234568e+21', true], ['0.1234567890123456', true], ['-12.34567890123456', true],
  ['9007199254740991', false], ['1e20', false], ['6.02214076e+23', false], ['0.123456789012345', false], ['0.000000000000000012', false], ['1.50000000000000000', false], ['12px', false],
])('knows whether %s has more digits than are kept', (text, expected) => {
  expect(isRounded(text)).toBe(expected)
})

it('names the values that may be inexact, however large or deep', () => {
  const values = JSON.parse('{"large":1234567890123456789012,"deep":[{"ratio":0.12345678901234567}],"ratio":0.1,"big":6.02e23}')

  expect(inexactNames(values)).toEqual(['large', 'deep'])
})
