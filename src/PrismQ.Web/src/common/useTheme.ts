import { ref } from 'vue'

const dark = ref(document.documentElement.classList.contains('dark'))

/** Light or dark: the system's choice until the user makes one, which is kept. `public/theme.js` applies it before the first paint. */
export function useTheme() {
  function toggle() {
    dark.value = !dark.value
    document.documentElement.classList.toggle('dark', dark.value)
    localStorage.setItem('prismq.theme', dark.value ? 'dark' : 'light')
  }
  return { dark, toggle }
}
