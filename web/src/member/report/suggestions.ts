import { onBeforeUnmount, ref, watch, type Ref } from 'vue'
import { answer, api, type Schemas } from '../../api/client'

/** So long nothing was typed before the server is asked. */
const REST_MS = 500
/** One character says nothing yet. */
const LEAST = 2

/** What the server makes of the words and the place so far. Without signal there is nothing, and nothing is missing. */
export function useSuggestions(asked: () => Schemas['SuggestionForm']): Ref<Schemas['SuggestionsView'] | null> {
  const found = ref<Schemas['SuggestionsView'] | null>(null)
  let timer = 0
  let turn = 0

  async function ask(): Promise<void> {
    const body = asked()
    const mine = ++turn
    if ((body.text ?? '').trim().length < LEAST && !body.category) {
      found.value = null
      return
    }
    const heard = await answer(api.POST('/api/v1/suggestions', { body })).catch(() => null)
    // A slower answer to an older question is no answer.
    if (mine === turn) found.value = heard
  }

  watch(
    () => JSON.stringify(asked()),
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => void ask(), REST_MS) as unknown as number
    },
    { immediate: true },
  )
  onBeforeUnmount(() => clearTimeout(timer))
  return found
}
