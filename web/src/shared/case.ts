// A case as both faces hold it: loaded, followed while it changes, and acted on.
import { computed, nextTick, onBeforeUnmount, reactive, toRefs, watch } from 'vue'
import { answer, api, asProblem, type Schemas } from '../api/client'
import type { Problem } from '../api/problem'
import { missing, newForm, offerId, perform, type ActionForm, type Fields, type Offer } from './actions'
import { onForget } from './forget'
import { ofCase, useLive } from './live'

interface Held {
  view: Schemas['CaseView'] | null
  offers: Offer[]
  /** Whether the reader may give the body outside a link to it, which is done apart from the other actions. */
  linkable: boolean
  items: Schemas['TimelineItem'][]
  problem: Problem | null
  form: ActionForm | null
  /** Whether sending was tried: only then is said what is missing. */
  tried: boolean
  /** What others did since the form was opened. */
  news: Schemas['TimelineItem'][]
}

/** What was typed and not sent, by case and action, so that it is there when somebody comes back. Gone with the page. */
const typed = new Map<string, Fields>()

onForget(() => typed.clear())

export interface Told {
  /** It was done; the case as it stands now. */
  done?: (offer: Offer, now: Schemas['CaseView']) => void
  /** An action without a form was refused. */
  refused?: (problem: Problem) => void
  /** A form was opened. */
  opened?: () => void
}

export function useCase(id: () => string, told: Told = {}) {
  const held = reactive<Held>({ view: null, offers: [], linkable: false, items: [], problem: null, form: null, tried: false, news: [] }) as Held
  /** The version that the reader has seen, on which his decision rests. */
  let seen = 0
  let newest = 0
  let asked = 0
  /** Told that he was too late: the next reading, whichever it is, is what he decides on. */
  let late = false

  const photos = computed(() => held.items.flatMap((item) => (item.attachments ?? []).map((photo) => ({ ...photo, at: item.at, by: item.by.name ?? item.by.label }))))
  /** The open form is for something that may no longer be done. */
  const stale = computed(() => {
    const open = held.form && offerId(held.form.offer)
    return open !== null && !held.offers.some((offer) => offerId(offer) === open)
  })

  async function load(): Promise<void> {
    const path = { id: id() }
    const mine = ++asked
    try {
      const [view, list, story] = await Promise.all([
        answer(api.GET('/api/v1/cases/{id}', { params: { path } })),
        answer(api.GET('/api/v1/cases/{id}/actions', { params: { path } })),
        answer(api.GET('/api/v1/cases/{id}/timeline', { params: { path } })),
      ])
      if (mine !== asked) return
      if (held.form && held.items.length) {
        const known = new Set([...held.items, ...held.news].map((item) => item.seq))
        held.news = [...held.news, ...story.items.filter((item) => !known.has(item.seq))]
      }
      newest = list.version
      if (!held.form || late) seen = newest
      late = false
      const offers = list.actions.filter((offer) => offer.action !== 'issue_link')
      Object.assign(held, { view, offers, linkable: offers.length < list.actions.length, items: story.items, problem: null })
    } catch (error) {
      if (mine !== asked) return
      held.problem = asProblem(error)
      // Out of sight now: what was shown is not his to see any longer.
      if (held.problem.status === 403 || held.problem.status === 404) held.view = null
    }
  }

  /** The reader has seen what others did: from now on he decides on that. */
  function acknowledge(): void {
    held.news = []
    seen = newest
  }

  const place = (offer: Offer): string => `${id()}/${offerId(offer)}`

  /** Opens the form of an action, or does it at once where there is nothing to say (or nothing must be said and `plainly` is asked for). */
  async function start(offer: Offer, prefill: Fields = {}, plainly = false): Promise<void> {
    leave()
    acknowledge()
    const form = newForm(offer, { category: held.view?.category?.code ?? null, ...prefill, ...typed.get(place(offer)) })
    held.tried = false
    if (offer.needs.length === 0 || plainly) {
      await finish(form)
      if (form.problem) told.refused?.(form.problem)
      return
    }
    held.form = form
    await nextTick()
    told.opened?.()
  }

  /** Closes the form; what was typed is kept for the next time. */
  function leave(): void {
    if (held.form && Object.keys(held.form.values).length > 0) typed.set(place(held.form.offer), { ...held.form.values })
    held.form = null
    held.news = []
    seen = newest
  }

  async function finish(form = held.form): Promise<void> {
    if (!form || form.busy) return
    held.tried = true
    if (missing(form).length > 0) return
    const done = await perform(form, id(), seen)
    if (done) {
      typed.delete(place(form.offer))
      held.form = null
      held.news = []
      told.done?.(form.offer, done)
      await load()
    } else if (form.problem?.status === 412) {
      // Somebody was faster: what he did is shown, what was typed stays, and the next try rests on what is true now.
      late = true
      await load()
    }
  }

  watch(id, () => {
    leave()
    held.view = null
    void load()
  })
  useLive(load, ofCase(id))
  onBeforeUnmount(leave)
  void load()
  return { ...toRefs(held), photos, stale, load, start, leave, finish, acknowledge }
}

/** The colour of time that the server gives a case, if its clock is near its end or past it. */
export function timeFlag(view: Schemas['CaseView']): Schemas['Flag'] | undefined {
  return view.office?.flags.find((flag) => flag === 'overdue' || flag === 'due_soon')
}

/** What is wrong with a field of a form: the server's words, or that it is still empty. */
export function errorAt(form: ActionForm | null, tried: boolean, field: string, required: string): string {
  if (!form) return ''
  const found = [...form.errors].find(([pointer]) => pointer === `/${field}` || pointer.startsWith(`/${field}/`))
  return found?.[1] ?? (tried && missing(form).includes(field as never) ? required : '')
}
