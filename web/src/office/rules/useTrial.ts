import { ref, type Ref } from 'vue'
import { asProblem, postJson, type Schemas } from '../../api/client'
import type { Problem } from '../../api/problem'

export type Trial = { from: string; impact: Schemas['ImpactView']; cases: Schemas['Listing_MovedCaseView']['items']; next: string | null; body: string }

/** As many as are read by themselves; the rest when asked for. */
const PAGES = 5
const LIMIT = 200

/** Asks what a version would move, before it is one. */
export function useTrial(): { trial: Ref<Trial | null>; busy: Ref<boolean>; problem: Ref<Problem | null>; run: (path: string, body: object) => Promise<void>; more: () => Promise<void>; forget: () => void } {
  const trial = ref<Trial | null>(null)
  const busy = ref(false)
  const problem = ref<Problem | null>(null)
  let turn = 0

  async function pages(mine: number, path: string, body: string): Promise<void> {
    for (let [page, next] = [0, path as string | null]; next && page < PAGES; page += 1) {
      const told: Schemas['DryRunView'] = await postJson(next, JSON.parse(body))
      if (mine !== turn) return
      if (told.impact) trial.value = { from: told.effective_from, impact: told.impact, cases: told.items, next: told.next, body }
      else if (trial.value) trial.value = { ...trial.value, cases: [...trial.value.cases, ...told.items], next: told.next }
      next = told.next
    }
  }
  async function attempt(task: (mine: number) => Promise<void>): Promise<void> {
    const mine = ++turn
    busy.value = true
    problem.value = null
    try {
      await task(mine)
    } catch (error) {
      if (mine === turn) problem.value = asProblem(error)
    } finally {
      if (mine === turn) busy.value = false
    }
  }
  const run = (path: string, body: object): Promise<void> =>
    attempt(async (mine) => {
      trial.value = null
      await pages(mine, `${path}?dry_run=true&limit=${LIMIT}`, JSON.stringify(body))
    })
  const more = (): Promise<void> => attempt(async (mine) => trial.value?.next && pages(mine, trial.value.next, trial.value.body) || undefined)
  function forget(): void {
    turn += 1
    trial.value = null
    problem.value = null
    busy.value = false
  }
  return { trial, busy, problem, run, more, forget }
}
