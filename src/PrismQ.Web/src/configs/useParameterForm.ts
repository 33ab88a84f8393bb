import { computed, reactive, ref, shallowRef } from 'vue'
import type { ModuleParameter, Values } from '@/api/types'
import { initialValues, undeclaredValues, valuesToSend } from './formValues'
import { checkParameters, shownParameters, type Messages } from './parameterRules'

/** The state of one parameter form. A field complains once it was left or the form was submitted, not while it is first typed into. */
export function useParameterForm(parameters: ModuleParameter[], given: Values = {}, saved: () => Values = () => given) {
  const values = reactive<Values>(initialValues(parameters, given, saved()))
  const undeclared = shallowRef(undeclaredValues(parameters, given))
  const touched = reactive(new Set<string>())
  const fromServer = ref<Messages>({})
  const submitted = ref(false)

  const shown = computed(() => shownParameters(parameters, values))
  const found = computed(() => checkParameters(parameters, values))

  const messages = computed<Messages>(() => {
    const result: Messages = {}
    for (const { name } of shown.value) {
      const own = submitted.value || touched.has(name) ? (found.value[name] ?? []) : []
      const all = [...new Set([...own, ...(fromServer.value[name] ?? [])])]
      if (all.length > 0) result[name] = all
    }
    return result
  })

  function set(name: string, value: unknown) {
    values[name] = value
    if (fromServer.value[name]) fromServer.value = { ...fromServer.value, [name]: [] }
  }

  function fill(next: Values = {}) {
    Object.assign(values, initialValues(parameters, next, saved()))
    undeclared.value = undeclaredValues(parameters, next)
    touched.clear()
    fromServer.value = {}
    submitted.value = false
  }

  /** The values to send, or null when a rule is broken; the messages then show. */
  function submit(): Values | null {
    submitted.value = true
    fromServer.value = {}
    return Object.keys(found.value).length === 0 ? { ...undeclared.value, ...valuesToSend(parameters, values) } : null
  }

  /** Shows the server's messages at their fields; gives back those that belong to none. */
  function refuse(errors: Messages): string[] {
    const names = new Set(parameters.map((parameter) => parameter.name))
    const fieldOf = (key: string) => (names.has(key) ? key : key.replace(/^parameters[.[]"?|"?\]$/g, ''))
    const entries = Object.entries(errors).map(([key, list]) => [fieldOf(key), list] as const)
    fromServer.value = Object.fromEntries(entries.filter(([key]) => names.has(key)))
    return entries.filter(([key]) => !names.has(key)).flatMap(([, list]) => list)
  }

  return { values, undeclared, shown, messages, set, touch: (name: string) => void touched.add(name), fill, submit, refuse }
}

export type ParameterFormState = ReturnType<typeof useParameterForm>
