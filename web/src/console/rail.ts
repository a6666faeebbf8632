import type { RouteLocationNormalizedLoaded, RouteLocationRaw } from 'vue-router'

export interface Entry {
  words: string
  to: RouteLocationRaw
  /** Who holds one of these rights is offered the page; what he may do there is for the server to say. Nobody is asked where none is named. */
  rights: string[]
}

export const LOOK: Entry[] = [
  { words: 'nav.cases', to: { name: 'cases' }, rights: [] },
  { words: 'nav.map', to: { name: 'map' }, rights: [] },
  { words: 'inbox.title', to: { name: 'inbox' }, rights: [] },
]

export const DUTY: Entry[] = [
  { words: 'office.requests', to: { name: 'requests' }, rights: [] },
  { words: 'office.offered', to: { name: 'cases', query: { state: 'offered' } }, rights: ['dispatch'] },
  { words: 'office.callbacks', to: { name: 'cases', query: { state: 'closed' } }, rights: ['callback'] },
  { words: 'office.hand_over', to: { name: 'hand-over' }, rights: ['hand_over'] },
  { words: 'office.roster', to: { name: 'roster' }, rights: [] },
]

export const MANAGE: Entry[] = [
  { words: 'office.people', to: { name: 'people' }, rights: ['manage_people'] },
  { words: 'office.units', to: { name: 'units' }, rights: ['configure'] },
  { words: 'office.catalogue', to: { name: 'catalogue' }, rights: ['configure'] },
  { words: 'office.areas', to: { name: 'areas' }, rights: ['configure'] },
  { words: 'office.rules', to: { name: 'rules', params: { kind: 'calendars' } }, rights: ['configure', 'view_statistics'] },
  { words: 'office.settings', to: { name: 'settings' }, rights: ['configure'] },
  { words: 'office.templates', to: { name: 'templates' }, rights: ['configure'] },
  { words: 'office.deliveries', to: { name: 'deliveries' }, rights: ['configure'] },
  { words: 'office.webhooks', to: { name: 'webhooks' }, rights: ['export'] },
  { words: 'office.audit', to: { name: 'audit' }, rights: ['view_audit'] },
]

/** Which of the entries the page belongs to: the same page, and the most of its query. */
export function lit(entries: Entry[], route: RouteLocationNormalizedLoaded): Entry | undefined {
  const fits = (entry: Entry): number => {
    const to = entry.to as { name?: string; query?: Record<string, string> }
    const query = Object.entries(to.query ?? {})
    return to.name === route.name && query.every(([name, value]) => route.query[name] === value) ? query.length : -1
  }
  return entries.filter((entry) => fits(entry) >= 0).sort((a, b) => fits(b) - fits(a))[0]
}

export function offered(entries: Entry[], rights: readonly string[]): Entry[] {
  return entries.filter((entry) => entry.rights.length === 0 || entry.rights.some((right) => rights.includes(right)))
}
