import { onMounted, ref, watch, type Ref } from 'vue'
import { asProblem, getJson } from '../api/client'
import type { Problem } from '../api/problem'

/** A list that comes in pages, read anew whenever its address changes. */
export function useList<T>(address: () => string): {
  items: Ref<T[]>; next: Ref<string | null>; problem: Ref<Problem | null>; ready: Ref<boolean>; load: () => Promise<void>; more: () => Promise<void>
} {
  const items = ref<T[]>([]) as Ref<T[]>
  const next = ref<string | null>(null)
  const problem = ref<Problem | null>(null)
  const ready = ref(false)
  let turn = 0

  async function read(path: string, before: T[]): Promise<void> {
    const mine = ++turn
    try {
      const page = await getJson<{ items: T[]; next?: string | null }>(path)
      if (mine !== turn) return
      items.value = [...before, ...page.items]
      next.value = page.next ?? null
      problem.value = null
      ready.value = true
    } catch (error) {
      if (mine === turn) problem.value = asProblem(error)
    }
  }
  const load = (): Promise<void> => read(address(), [])
  const more = (): Promise<void> => (next.value ? read(next.value, items.value) : Promise.resolve())
  onMounted(load)
  watch(address, load)
  return { items, next, problem, ready, load, more }
}
