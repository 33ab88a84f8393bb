import { reactive, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { NO_FILTER, type ModuleFilter } from './moduleFilter'

/** The filter of the module list, kept in the address, so that it survives a reload and can be shared. */
export function useModuleFilter(): ModuleFilter {
  const route = useRoute()
  const router = useRouter()
  const text = (name: string) => String(route.query[name] ?? '')
  const filter = reactive<ModuleFilter>({ text: text('q'), category: text('category'), tag: text('tag'), status: text('status'), favourites: text('favourites') === '1' })

  watch(filter, ({ text: q, category, tag, status, favourites }) => {
    const query = Object.entries({ q, category, tag, status, favourites: favourites ? '1' : '' }).filter(([, value]) => value !== '')
    void router.replace({ query: Object.fromEntries(query) })
  })
  watch(() => route.fullPath, () => {
    if (route.path === '/' && Object.keys(route.query).length === 0) Object.assign(filter, NO_FILTER)
  })
  return filter
}
