import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { openEventStream, type StreamState } from '@/api/eventStream'
import { keyHeaders, refuseKey } from '@/api/key'
import type { Run } from '@/api/types'
import { useWhileVisible } from '@/common/useWhileVisible'

type Listener = { onRun: (run: Run) => void; onReset: () => void }

/** The one stream of run changes that the whole panel lives on. It keeps no runs: whoever listens keeps what it shows. */
export const useRunEvents = defineStore('runEvents', () => {
  const listeners = new Set<Listener>()
  const state = ref<StreamState>('connecting')
  const refused = ref(false)
  let lastEventId = ''

  const reset = () => listeners.forEach((listener) => listener.onReset())

  useWhileVisible(() => {
    const headers = keyHeaders()
    const stream = openEventStream({
      url: '/api/runs/events',
      lastEventId,
      headers,
      onState: (next) => {
        state.value = next
        if (next === 'live') refused.value = false
        // Without an id to resume from, changes may have been missed before the stream was open.
        if (next === 'live' && !lastEventId) reset()
      },
      onRefused: (status) => {
        refused.value = true
        if (status === 401) refuseKey(headers)
      },
      onEvent: ({ id, event, data }) => {
        if (id) lastEventId = id
        if (event === 'run') {
          const run = JSON.parse(data) as Run
          listeners.forEach((listener) => listener.onRun(run))
        } else if (event === 'reset') reset()
      },
    })
    return stream.close
  })

  function listen(listener: Listener): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  return { state, lost: computed(() => refused.value || state.value === 'reconnecting'), listen }
})
