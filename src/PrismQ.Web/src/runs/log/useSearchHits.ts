import { computed, ref } from 'vue'
import type { useLogScan } from './useLogScan'

/** Walks through the lines in which a search found something. */
export function useSearchHits({ lines, count, scanning }: ReturnType<typeof useLogScan>) {
  const index = ref(-1)

  /** The next or previous hit; the first step starts from the line that is at the top of the view. */
  function step(direction: 1 | -1, from: number): number | undefined {
    if (count.value === 0) return undefined
    const next = index.value >= 0 ? index.value + direction : direction > 0 ? lines.value.indexOf(from) : lines.value.indexOf(from) - 1
    index.value = (next + count.value) % count.value
    return lines.value.at(index.value)
  }

  return { count, scanning, step, index: computed(() => Math.min(index.value, count.value - 1)), reset: () => (index.value = -1) }
}
