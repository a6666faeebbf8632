// A form for whatever the server says may be done: which fields, which of them are demanded, which values they take. What is
// wrong with the values is the server's to say; it comes back at the field.
import { reactive } from 'vue'
import { answer, api, newKey, type Schemas } from '../api/client'
import type { Problem } from '../api/problem'
import { codes } from '../i18n'

export type Offer = Schemas['ActionOffer']
export type Need = Schemas['Need']
export type Field = Schemas['Field']
export type Fields = Schemas['ActionFields']

export type Kind =
  | 'words' | 'line' | 'choice' | 'flag' | 'stars' | 'moment' | 'photos' | 'unit' | 'units' | 'person' | 'people'
  | 'category' | 'condition' | 'case' | 'place' | 'dispatch'

const KINDS: Record<Field, Kind> = {
  text: 'words', reply: 'words', reason: 'choice', basis: 'line', category: 'category', condition: 'condition',
  priority: 'choice', unit: 'unit', co_units: 'units', person: 'person', people: 'people', until: 'moment', request: 'choice',
  outcome: 'choice', solved: 'flag', satisfied: 'flag', stars: 'stars', attachments: 'photos', consent: 'flag', number: 'line',
  parent: 'case', mode: 'choice', colour: 'choice', place: 'place', sensitive: 'flag', dispatch: 'dispatch',
  condition_met: 'flag', on: 'flag',
}

/** The kind of input that a field wants. A field that this client does not know is a line of text. */
export function kindOf(field: Field): Kind {
  return KINDS[field] ?? 'line'
}

/** Which of the server's code lists gives a field's values their words. */
const LISTS: Partial<Record<Field, string>> = {
  reason: 'Reason', priority: 'Priority', outcome: 'Outcome', mode: 'CheckMode', colour: 'OrderColour', request: 'RequestKind',
}

export function listOf(field: Field): string {
  return LISTS[field] ?? ''
}

/** The values that a field takes: those that the server names for this case, or all of its list. */
export function optionsOf(need: Need): string[] {
  return need.options.length > 0 ? need.options : codes(listOf(need.field))
}

/** The i18n key of an action: asking for something and deciding on it are different words. */
export function offerId(offer: Offer): string {
  return offer.request ? `${offer.action}.${offer.request}` : offer.action
}

export interface ActionForm {
  readonly offer: Offer
  readonly values: Fields
  errors: Map<string, string>
  problem: Problem | null
  busy: boolean
  /** One intent, one key: pressing again after a lost answer does it once. */
  key: string
}

export function newForm(offer: Offer, prefill: Fields = {}): ActionForm {
  const own = Object.fromEntries(Object.entries(prefill).filter(([name]) => offer.needs.some((need) => need.field === name)))
  return reactive({ offer, values: { ...own }, errors: new Map(), problem: null, busy: false, key: newKey() }) as ActionForm
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

/** What is sent: the action, the request it decides, and only the fields that were filled in. */
export function bodyOf(form: ActionForm): Schemas['TransitionForm'] {
  const filled = Object.fromEntries(Object.entries(form.values).filter(([, value]) => !isEmpty(value)))
  const request = form.offer.request ? { request: form.offer.request } : {}
  return { action: form.offer.action, ...request, ...filled }
}

/** Demanded fields that are still empty. Only to spare a round trip: the server decides. */
export function missing(form: ActionForm): Field[] {
  return form.offer.needs
    .filter((need) => need.required && isEmpty((form.values as Record<string, unknown>)[need.field]))
    .map((need) => need.field)
}

/** Does it. The case as it stands afterwards, or null with the problem in the form. */
export async function perform(form: ActionForm, caseId: string, version: number): Promise<Schemas['CaseView'] | null> {
  form.busy = true
  form.problem = null
  form.errors = new Map()
  try {
    const done = await answer(
      api.POST('/api/v1/cases/{id}/transitions', {
        params: { path: { id: caseId }, header: { 'If-Match': `"v${version}"` } },
        headers: { 'idempotency-key': form.key },
        body: bodyOf(form),
      }),
    )
    return done
  } catch (error) {
    const problem = error as Problem
    form.problem = problem
    form.errors = problem.fields
    // The refusal is remembered under the key: what is changed now is a new request.
    if (!problem.unanswered) form.key = newKey()
    return null
  } finally {
    form.busy = false
  }
}
