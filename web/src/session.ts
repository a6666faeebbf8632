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

/** A log-in that is over while its page is open: it is asked for again on top of the page. */
export const expiry = reactive<{ asked: boolean; who: Me | null; settle: (again: boolean) => void }>({ asked: false, who: null, settle: () => undefined })

let asking: Promise<boolean> | null = null

/** Ends the session and asks for a new one. Whether there is one; all who ask meanwhile hear the same answer. */
export function askAgain(who: Me | null): Promise<boolean> {
  asking ??= new Promise<boolean>((done) => Object.assign(expiry, { asked: true, who, settle: done })).finally(() => {
    asking = null
    expiry.asked = false
  })
  return asking
}

// Another tab logged in, out, or renewed the tokens.
addEventListener('storage', (event) => {
  if (event.key !== KEY) return
  const before = state.kept?.me ?? null
  state.kept = read()
  if (before && !state.kept) void askAgain(before)
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
/** Those whose work needs the room of a desk. */
const DESK_ROLES = ['admin', 'auditor']

/** Which face somebody sees first. Only a matter of convenience: either face shows what the server allows. */
export function firstFace(me: Me): '/console' | '/member' {
  const roles = me.roles.map((grant) => grant.role as string)
  if (roles.every((role) => PHONE_ROLES.includes(role))) return '/member'
  return matchMedia('(max-width: 720px)').matches && !roles.every((role) => DESK_ROLES.includes(role)) ? '/member' : '/console'
}
