import type { Schemas } from '../../api/client'

/** A report in the making. It lies on the phone until it is sent or taken back. */
export interface Draft {
  text: string
  category: string
  address: string
  grid: string
  place: { lon: number; lat: number; accuracy_m: number | null } | null
  moved: boolean
  self: boolean
  anonymous: boolean
  occurred_at: string
  /** The refused item that this one takes the place of. */
  replaces: string
}

export const EMPTY: Draft = { text: '', category: '', address: '', grid: '', place: null, moved: false, self: false, anonymous: false, occurred_at: '', replaces: '' }

function placeOf({ place }: Draft): { place?: Schemas['GivenPlace'] } {
  if (!place) return {}
  return { place: { coord_sys: 'wgs84', lon: place.lon, lat: place.lat, ...(place.accuracy_m ? { accuracy_m: place.accuracy_m } : {}) } }
}

/** What is filed under an id that this phone made. */
export function incidentOf(draft: Draft, id: string): Record<string, unknown> {
  const { text, category, address, grid, self, anonymous, occurred_at } = draft
  return {
    text: text.trim(), client_ref: id,
    // When it was seen, also if it is sent hours later.
    occurred_at: occurred_at || new Date().toISOString(),
    ...(category ? { category } : {}), ...(address.trim() ? { address: address.trim() } : {}), ...(grid ? { grid } : {}), ...placeOf(draft),
    ...(self ? { self_handled: true } : {}), ...(anonymous ? { anonymous: true } : {}),
  }
}

/** What the server is asked while it is written. */
export function questionOf(draft: Draft): Schemas['SuggestionForm'] {
  const { text, category, grid } = draft
  return { text: text.trim(), ...(category ? { category } : {}), ...(grid ? { grid } : {}), ...placeOf(draft) }
}
