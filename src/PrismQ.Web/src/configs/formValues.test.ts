import { describe, expect, it } from 'vitest'
import { initialValues, typed, valuesToSend } from './formValues'
import { parameter } from '../../tests/builders'

describe('typed', () => {
  it.each([['12', 12], [' -1.50 ', -1.5], ['1e3', 1000], ['12px', '12px'], ['0x10', '0x10'], ['', ''], ['9007199254740993', '9007199254740993'], ['-9007199254740991', Number.MIN_SAFE_INTEGER], ['1e20', 1e20]])('reads the number field %o as %o', (text, value) => {
    expect(typed(parameter({ type: 'number' }), text)).toBe(value)
  })

  it('keeps digits in a text field a text', () => {
    expect(typed(parameter(), '007')).toBe('007')
  })
})

describe('initialValues', () => {
  it('prefers what was given, then the default, then an empty control', () => {
    const fields = [parameter({ name: 'a', default: 1 }), parameter({ name: 'b', default: 'x' }), parameter({ name: 'c' }), parameter({ name: 'd', type: 'checkbox' })]

    expect(initialValues(fields, { a: 5 })).toEqual({ a: 5, b: 'x', c: '', d: false })
  })

  it('keeps a saved password that the given values do not name', () => {
    const fields = [parameter({ name: 'word', type: 'password' }), parameter({ name: 'text' })]
    const saved = { word: '********', text: 'saved' }

    expect(initialValues(fields, {}, saved)).toEqual({ word: '********', text: '' })
    expect(initialValues(fields, { word: null }, saved)).toEqual({ word: '', text: '' })
    expect(initialValues(fields, { word: 'typed' }, saved)).toEqual({ word: 'typed', text: '' })
  })

  it('keeps a field empty that was cleared although it has a default', () => {
    const limit = parameter({ name: 'limit', type: 'number', default: 3 })

    const values = initialValues([limit], { limit: null })

    expect(values).toEqual({ limit: '' })
    expect(valuesToSend([limit], values)).toEqual({ limit: null })
  })
})

describe('valuesToSend', () => {
  it('sends the mask of a saved password although its field is hidden, so that it stays saved', () => {
    const fields = [parameter({ name: 'use', type: 'checkbox' }), parameter({ name: 'word', type: 'password', conditional_display: { field: 'use', value: true } })]

    expect(valuesToSend(fields, { use: false, word: '********' })).toEqual({ use: false, word: '********' })
    expect(valuesToSend(fields, { use: false, word: 'typed' })).toEqual({ use: false })
  })

  it('leaves out hidden fields and empty ones, but says when a default was cleared', () => {
    const fields = [
      parameter({ name: 'mode', default: 'auto' }),
      parameter({ name: 'hidden', conditional_display: { field: 'mode', value: 'custom' } }),
      parameter({ name: 'empty' }),
      parameter({ name: 'cleared', default: 'x' }),
      parameter({ name: 'limit', type: 'number', default: 3 }),
      parameter({ name: 'off', type: 'checkbox', default: true }),
    ]

    expect(valuesToSend(fields, { mode: 'auto', hidden: 'h', empty: '', cleared: '', limit: '', off: false }))
      .toEqual({ mode: 'auto', cleared: '', limit: null, off: false })
  })
})
