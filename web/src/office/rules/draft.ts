// Rules in the making: kept while somebody looks at other pages, gone with the window.
import { reactive } from 'vue'
import type { Schemas } from '../../api/client'
import { onForget } from '../../shared/forget'

export type Kind = 'calendars' | 'limits' | 'ladders'
export const KINDS: Kind[] = ['calendars', 'limits', 'ladders']
export type Calendar = Schemas['CalendarDocument']
export type Limits = Schemas['LimitPolicy']
export type Ladder = Schemas['Ladder']
export type Step = Schemas['LadderStep']

/** What the product brings holds from the first instant there is: nobody set that date. */
export const isBuiltIn = (version: Schemas['RuleVersionView']): boolean => Date.parse(version.effective_from) <= 0

/** What every new version says besides its rules. */
export interface Frame {
  note: string
  /** As the input for a day and hour has it; empty for "at once". */
  from: string
  retroactive: boolean
}

export interface Drafts {
  calendars?: { calendar: Calendar } & Frame
  limits?: { limits: Limits } & Frame
  ladders?: { ladders: Ladder[] } & Frame
}

export const drafts = reactive<Drafts>({})
onForget(() => KINDS.forEach((kind) => delete drafts[kind]))

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
const frame = (): Frame => ({ note: '', from: '', retroactive: false })

/** Begins from a version that exists. The whole is sent, so nothing of it may be lost on the way. */
export function beginCalendar(from: Schemas['CalendarView']): void {
  const { code, name_zh, name_en, zone, known_years, seasons, special_days } = from
  drafts.calendars = { calendar: copy({ code, name_zh, name_en, zone, known_years, seasons, special_days }), ...frame() }
}
export function beginLimits(from: Limits): void {
  drafts.limits = { limits: copy({ ...from, rules: from.rules ?? [], whole_excludes: from.whole_excludes ?? [] }), ...frame() }
}
export function beginLadders(from: Ladder[]): void {
  drafts.ladders = { ladders: copy(from), ...frame() }
}

/** The body of a version: the rules, why, and from when on. */
export function bodyOf(rules: object, said: Frame): Record<string, unknown> {
  const from = said.from ? { effective_from: new Date(said.from).toISOString() } : {}
  return { ...rules, note: said.note.trim(), ...from, retroactive: said.retroactive }
}

/** Everything that is said of a part: the words of all pointers at it or below it. */
export function saidOf(errors: Map<string, string>, pointer: string): string {
  return [...errors].filter(([at]) => at === pointer || at.startsWith(`${pointer}/`)).map(([, words]) => words).join(' ')
}

/** Windows as people write them: `08:30-12:00 13:30-17:30`. */
export const windowsOf = (text: string): string[] => text.split(/[\s,，、]+/).filter(Boolean)
