import { computed, reactive } from 'vue'
import type { components } from './api/schema'

export type Me = components['schemas']['Me']
type TokenPair = components['schemas']['TokenPair']

interface Kept {
  access: string
  refresh: string
  me: Me | null
}

const KEY = 'gridward.session'

function read(): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

const state = reactive<{ kept: Kept | null }>({ kept: read() })

// Another tab logged in, out, or renewed the tokens.
addEventListener('storage', (event) => {
  if (event.key === KEY) state.kept = read()
})

function keep(kept: Kept | null): void {
  state.kept = kept
  if (kept) localStorage.setItem(KEY, JSON.stringify(kept))
  else localStorage.removeItem(KEY)
}

export const session = {
  me: computed(() => state.kept?.me ?? null),
  signedIn: computed(() => state.kept !== null),
  get access(): string | null {
    return state.kept?.access ?? null
  },
  get refresh(): string | null {
    return state.kept?.refresh ?? null
  },
  begin(pair: TokenPair): void {
    keep({ access: pair.access_token, refresh: pair.refresh_token, me: state.kept?.me ?? null })
  },
  know(me: Me): void {
    if (state.kept) keep({ ...state.kept, me })
  },
  /** What another tab may have written since. */
  reread(): void {
    state.kept = read()
  },
  end(): void {
    keep(null)
  },
}

const PHONE_ROLES = ['volunteer', 'grid_member', 'grid_leader', 'resident']
const FIELD_ROLES = ['dept_handler', 'dept_lead']

/** Which face somebody sees first. Only a matter of convenience: either face shows what the server allows. */
export function firstFace(me: Me): '/console' | '/member' {
  const roles = me.roles.map((grant) => grant.role as string)
  if (roles.every((role) => PHONE_ROLES.includes(role))) return '/member'
  const narrow = matchMedia('(max-width: 720px)').matches
  return narrow && roles.every((role) => FIELD_ROLES.includes(role) || PHONE_ROLES.includes(role)) ? '/member' : '/console'
}
