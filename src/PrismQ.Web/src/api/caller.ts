import { computed, ref } from 'vue'
import { security } from '.'
import { keyHeaders } from './key'

/** Whether this tab may start, stop and save. It may until the server says that its key is for reading only. */
export const mayChange = ref(true)

/** What a button that is switched off for that reason says. */
export const changeHint = computed(() => (mayChange.value ? undefined : 'Your key may only read'))

export async function askWhatIsAllowed() {
  if (Object.keys(keyHeaders()).length === 0) return
  try {
    mayChange.value = (await security.getCaller()).role === 'operator'
  } catch {
    // The buttons stay: the server refuses what is not allowed in any case.
  }
}
