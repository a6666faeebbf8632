import { ref, type Ref } from 'vue'
import type { Problem } from '../api/problem'
import { keep, kept } from './outbox'

/** A list that is there at once as it was last seen, and new as soon as there is signal. */
export function useFresh<T>(key: string, load: () => Promise<T>, empty: T): { value: Ref<T>; at: Ref<number>; problem: Ref<Problem | null>; refresh: () => Promise<void> } {
  const value = ref(empty) as Ref<T>
  const at = ref(0)
  const problem = ref<Problem | null>(null)
  async function refresh(): Promise<void> {
    if (at.value === 0) {
      const old = await kept<T>(key)
      if (old) {
        value.value = old.value
        at.value = old.at
      }
    }
    try {
      value.value = await load()
      at.value = Date.now()
      problem.value = null
      await keep(key, value.value)
    } catch (error) {
      problem.value = error as Problem
    }
  }
  return { value, at, problem, refresh }
}
