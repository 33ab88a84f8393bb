import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { lineOf } from '../../../tests/builders'
import LogLine from './LogLine.vue'

describe('LogLine', () => {
  it.each([[true], [false]])('says whether the line goes on in the next one: %o', (continued) => {
    const line = mount(LogLine, { props: { number: 1, entry: lineOf(1, { continued }), timestamps: false, marked: false, full: false } })

    expect(line.find('.continued').exists()).toBe(continued)
  })

  it('says so only at the end of the text, which may not show yet', () => {
    const entry = lineOf(1, { message: 'x'.repeat(5000), continued: true })

    const line = mount(LogLine, { props: { number: 1, entry, timestamps: false, marked: false, full: false } })

    expect(line.find('.continued').exists()).toBe(false)
    expect(line.get('.more').text()).toBe('… 1000 more characters')
  })
})
