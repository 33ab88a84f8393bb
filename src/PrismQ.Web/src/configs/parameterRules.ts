import type { ModuleParameter, Values } from '@/api/types'

/** What a saved password shows as; sending it back keeps the saved one. */
export const MASK = '********'

/** Digits that a JavaScript number keeps, whichever they are. */
const EXACT_DIGITS = 15

/** Longer values are left to the server, whose pattern matching has a time limit. */
const LONGEST_MATCHED_HERE = 500

/** So are others: \w, \d and \b mean letters and digits of every script there, but not here. */
const ASCII = /^[\x00-\x7f]*$/

export type Messages = Record<string, string[]>

/** Whether there is a value at all: null, undefined and the empty text are none. */
export const isNone = (value: unknown): value is null | undefined | '' => value === null || value === undefined || value === ''

/** The fields that show. A condition that does not hold hides its field, and with it every field that waits for that one. */
export function shownParameters(parameters: ModuleParameter[], values: Values): ModuleParameter[] {
  const hidden = new Set(parameters.filter(({ conditional_display: condition }) => condition && !same(values[condition.field], condition.value)).map(({ name }) => name))
  for (let before = 0; hidden.size > before;) {
    before = hidden.size
    for (const { name, conditional_display: condition } of parameters) if (condition && hidden.has(condition.field)) hidden.add(name)
  }
  return parameters.filter(({ name }) => !hidden.has(name))
}

/** The server's rules and the server's words, so that nobody waits for an answer to learn that a field is wrong. */
export function checkParameters(parameters: ModuleParameter[], values: Values): Messages {
  const messages: Messages = {}
  for (const parameter of shownParameters(parameters, values)) {
    const found = checkValue(parameter, values[parameter.name])
    if (found.length > 0) messages[parameter.name] = found
  }
  return messages
}

function checkValue(parameter: ModuleParameter, value: unknown): string[] {
  if (isNone(value)) return parameter.required ? [`${parameter.label || parameter.description || parameter.name} is required`] : []
  switch (parameter.type) {
    case 'number': return checkNumber(parameter, value)
    case 'checkbox': return typeof value === 'boolean' ? [] : [`${parameter.name} must be a boolean`]
    case 'select': return checkOption(parameter, value)
    default: return checkText(parameter, value)
  }
}

/** Whether a number, as it is written, has more digits than a JavaScript number keeps. */
export function isRounded(text: string): boolean {
  const [, whole = '', fraction = ''] = /^[+-]?(\d*)\.?(\d*)(?:e[+-]?\d+)?$/i.exec(text) ?? []
  if (fraction === '' && Number.isSafeInteger(Number(text))) return false
  return (whole + fraction).replace(/^0+|0+$/g, '').length > EXACT_DIGITS
}

/** Whether a number in a value, as the page reads it, may be another than the one that was written. */
function mayBeInexact(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value) || isRounded(String(value))
  return typeof value === 'object' && value !== null && Object.values(value).some(mayBeInexact)
}

export const inexactNames = (values: Values) => Object.keys(values).filter((name) => mayBeInexact(values[name]))

export const inexactMessage = (names: string[]) => `${names.join(', ')} may have more digits than this page can keep exactly. The API takes them.`

function checkNumber({ name, min, max }: ModuleParameter, value: unknown): string[] {
  if (isRounded(String(value))) return [`${name} has more digits than this page can keep exactly, which is ${EXACT_DIGITS}`]
  if (typeof value !== 'number' || !Number.isFinite(value)) return [`${name} must be a number`]
  if (!isNone(min) && value < min) return [`${name} must be >= ${min}`]
  if (!isNone(max) && value > max) return [`${name} must be <= ${max}`]
  return []
}

function checkOption({ name, options }: ModuleParameter, value: unknown): string[] {
  return options?.includes(value as string) ? [] : [`${name} must be one of: ${options?.join(', ') ?? ''}`]
}

function checkText({ name, type, validation }: ModuleParameter, value: unknown): string[] {
  if (typeof value !== 'string') return [`${name} must be a string`]
  if (!validation || (type === 'password' && value === MASK) || value.length > LONGEST_MATCHED_HERE || !ASCII.test(value)) return []
  const pattern = compile(validation.pattern)
  return !pattern || pattern.test(value) ? [] : [validation.message || `${name} format is invalid`]
}

/** Null for what is only valid in the server's dialect; the server then decides. */
function compile(pattern: string): RegExp | null {
  try {
    return new RegExp(`^(?:${pattern})`, 'u')
  } catch {
    return null
  }
}

const same = (left: unknown, right: unknown) => left === right || JSON.stringify(left) === JSON.stringify(right)
