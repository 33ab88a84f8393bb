import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import type { ModuleParameter, Values } from '@/api/types'
import ParameterForm from './ParameterForm.vue'
import { MASK } from './parameterRules'
import { useParameterForm } from './useParameterForm'
import { parameter } from '../../tests/builders'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function render(parameters: ModuleParameter[], given: Values = {}) {
  const form = useParameterForm(parameters, given)
  return { form, view: mount(ParameterForm, { props: { form }, attachTo: document.body }) }
}

describe('ParameterForm', () => {
  it('gives every type its control, with its label and help', () => {
    const { view } = render([
      parameter({ name: 'text', label: 'Some text', description: 'Any text' }),
      parameter({ name: 'number', type: 'number', min: 1, max: 5 }),
      parameter({ name: 'select', type: 'select', options: ['a', 'b'], required: true, default: 'a' }),
      parameter({ name: 'checkbox', type: 'checkbox', default: true }),
      parameter({ name: 'password', type: 'password', warning: 'Keep it secret' }),
    ])

    expect(view.get('label[for=parameter-text]').text()).toContain('Some text')
    expect(view.get('#parameter-text').attributes('aria-describedby')).toBe('parameter-text-help')
    expect(view.get('#parameter-number').attributes('inputmode')).toBe('decimal')
    expect(view.findAll('#parameter-select option').map((option) => option.text())).toEqual(['a', 'b'])
    expect((view.get('#parameter-checkbox').element as HTMLInputElement).checked).toBe(true)
    expect(view.get('#parameter-password').attributes('type')).toBe('password')
    expect(view.text()).toContain('Keep it secret')
  })

  it('shows a conditional field as soon as its condition holds', async () => {
    const { view } = render([
      parameter({ name: 'mode', type: 'select', options: ['auto', 'custom'], default: 'auto', required: true }),
      parameter({ name: 'path', conditional_display: { field: 'mode', value: 'custom' } }),
    ])
    expect(view.find('#parameter-path').exists()).toBe(false)

    await view.get('#parameter-mode').setValue('custom')

    expect(view.find('#parameter-path').exists()).toBe(true)
  })

  it('complains when a field is left, not while it is typed into', async () => {
    const { view } = render([parameter({ name: 'top', type: 'number', min: 1 })])

    await view.get('#parameter-top').setValue('0')
    expect(view.find('[role=alert]').exists()).toBe(false)

    await view.get('#parameter-top').trigger('blur')
    vi.runAllTimers()
    await nextTick()
    expect(view.get('[role=alert]').text()).toBe('top must be >= 1')
  })

  it('keeps what is being typed as it was typed', async () => {
    const { form, view } = render([parameter({ name: 'top', type: 'number' })])

    await view.get('#parameter-top').setValue('1.')

    expect(form.values.top).toBe(1)
    expect((view.get('#parameter-top').element as HTMLInputElement).value).toBe('1.')
  })

  it('shows a saved password as an empty field, which keeps it until something is typed', async () => {
    const { form, view } = render([parameter({ name: 'token', type: 'password', required: true, placeholder: 'Your token' })], { token: MASK })
    const field = view.get<HTMLInputElement>('#parameter-token')
    expect([field.element.value, field.element.placeholder]).toEqual(['', 'Saved; type to replace it'])
    expect(form.submit()).toEqual({ token: MASK })

    await field.setValue(`${field.element.value}new`)

    expect([field.element.value, field.element.placeholder]).toEqual(['new', 'Your token'])
    expect(form.submit()).toEqual({ token: 'new' })
  })

  it('shows and sends what the module does not declare, except a hidden password', async () => {
    const { form, view } = render([parameter({ name: 'a' })], { a: 'x', extra: [1], old: MASK })
    expect(view.get('.undeclared dl').text()).toBe('extra[1]')
    expect(form.submit()).toEqual({ a: 'x', extra: [1] })

    form.fill()
    await nextTick()

    expect(view.find('.undeclared').exists()).toBe(false)
    expect(form.submit()).toEqual({})
  })

  it('refuses to submit a broken rule and puts the cursor there', async () => {
    const { form, view } = render([parameter({ name: 'a' }), parameter({ name: 'b', required: true })])

    expect(form.submit()).toBeNull()
    await (view.vm as unknown as { focusFirstProblem: () => Promise<void> }).focusFirstProblem()

    expect(document.activeElement?.id).toBe('parameter-b')
  })

  it("shows the server's messages at their fields until they are edited", async () => {
    const { form, view } = render([parameter({ name: 'a' })])

    expect(form.refuse({ a: ['a is taken'], 'parameters.a': ['a is odd'], other: ['Too many'] })).toEqual(['Too many'])
    await nextTick()
    expect(view.get('[role=alert]').text()).toContain('a is odd')

    await view.get('#parameter-a').setValue('x')
    expect(view.find('[role=alert]').exists()).toBe(false)
  })
})
