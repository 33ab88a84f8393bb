import { ref } from 'vue'
import { useRouter } from 'vue-router'
import { configs, runs } from '@/api'
import { toProblem } from '@/api/problem'
import type { Module, ModuleConfig, Values } from '@/api/types'
import type { ParameterFormState } from '@/configs/useParameterForm'
import { inexactMessage, inexactNames } from '@/configs/parameterRules'
import { notify, notifyEach } from '@/common/notify'

/** What the buttons of the launch form do. A refusal shows at the fields where it belongs to one, else above the buttons. */
export function useLaunch(module: Module, form: ParameterFormState, onInvalid: () => void, known: string[] = []) {
  const router = useRouter()
  const busy = ref<'run' | 'save'>()
  const refusal = ref('')
  const warnings = ref(known)

  /** A key that is held, or pressed twice, does a thing once. */
  async function once<T>(what: 'run' | 'save', work: () => Promise<T>): Promise<T | undefined> {
    if (busy.value) return undefined
    busy.value = what
    try {
      return await work()
    } finally {
      busy.value = undefined
    }
  }

  async function attempt<T>(send: (values: Values) => Promise<T>): Promise<T | undefined> {
    const values = form.submit()
    refusal.value = ''
    if (!values) return void onInvalid()
    const inexact = inexactNames(form.undeclared.value)
    if (inexact.length > 0) return void (refusal.value = inexactMessage(inexact))
    try {
      return await send(values)
    } catch (error) {
      const problem = toProblem(error)
      const elsewhere = form.refuse(problem.errors ?? {})
      const atFields = problem.errors && elsewhere.length === 0
      refusal.value = atFields ? '' : elsewhere.join('; ') || problem.detail
      onInvalid()
      return undefined
    }
  }

  const run = (remember: boolean) => once('run', async () => {
    const started = await attempt((parameters) => runs.start({ module_id: module.id, parameters, save_config: remember }))
    if (!started) return
    void notifyEach(started.warnings)
    await router.push(`/runs/${started.run_id}`)
  })

  const save = () => once('save', async (): Promise<ModuleConfig | undefined> => {
    const saved = await attempt((parameters) => configs.save(module.id, { parameters }))
    warnings.value = saved?.warnings ?? []
    if (saved) notify('success', 'Saved.')
    return saved
  })

  async function lastUsed() {
    try {
      const { runs: [last] } = await runs.list(module.id, undefined, 1)
      if (last) form.fill(last.parameters)
    } catch (error) {
      refusal.value = toProblem(error).detail
    }
  }

  return { busy, refusal, warnings, run, save, lastUsed }
}
