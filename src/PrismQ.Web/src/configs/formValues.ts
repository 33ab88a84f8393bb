import type { ModuleParameter, Values } from '@/api/types'
import { isNone, isRounded, MASK, shownParameters } from './parameterRules'

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** What a field holds after somebody typed into it: a number where the text is one, else the text, which the rules then refuse. */
export function typed(parameter: ModuleParameter, text: string): unknown {
  const trimmed = text.trim()
  return parameter.type === 'number' && NUMBER.test(trimmed) && !isRounded(trimmed) ? Number(trimmed) : text
}

/**
 * Where each value of the form comes from: given values first, null for one that was cleared, else a saved password, which would be lost with the
 * configuration that is replaced, else the default, else what an empty control holds.
 */
export function initialValues(parameters: ModuleParameter[], given: Values = {}, saved: Values = {}): Values {
  const values: Values = {}
  for (const parameter of parameters) {
    const isSaved = parameter.type === 'password' && saved[parameter.name] === MASK
    const value = Object.hasOwn(given, parameter.name) ? given[parameter.name] : isSaved ? MASK : parameter.default
    values[parameter.name] = isNone(value) ? (parameter.type === 'checkbox' ? false : '') : value
  }
  return values
}

/**
 * What is sent: the shown fields, and passwords that are saved, which would be lost with the configuration that is replaced. A field left
 * empty says so where a default would otherwise take its place.
 */
export function valuesToSend(parameters: ModuleParameter[], values: Values): Values {
  const sent: Values = {}
  for (const { name, type } of parameters) if (type === 'password' && values[name] === MASK) sent[name] = MASK
  for (const parameter of shownParameters(parameters, values)) {
    const value = values[parameter.name]
    if (!isNone(value)) sent[parameter.name] = value
    else if (!isNone(parameter.default)) sent[parameter.name] = parameter.type === 'number' ? null : ''
  }
  return sent
}

/** Given values that the module does not declare: the script gets them too, so they are sent as they came. A mask stands for no value here. */
export function undeclaredValues(parameters: ModuleParameter[], given: Values): Values {
  const declared = new Set(parameters.map(({ name }) => name))
  return Object.fromEntries(Object.entries(given).filter(([name, value]) => !declared.has(name) && value !== MASK))
}
