import { defineStore } from 'pinia'
import { ref, watch } from 'vue'

const KEY = 'prismq.favourites'

/** The modules that this browser's user likes to have on top. */
export const useFavourites = defineStore('favourites', () => {
  const ids = ref(new Set(JSON.parse(localStorage.getItem(KEY) ?? '[]') as string[]))
  watch(ids, (value) => localStorage.setItem(KEY, JSON.stringify([...value])), { deep: true })

  function toggle(id: string) {
    if (!ids.value.delete(id)) ids.value.add(id)
  }

  return { ids, toggle }
})
