import createClient from 'openapi-fetch'
import { locale } from '../i18n'
import { askAgain, expiry, session } from '../session'
import { serverClock } from '../shared/clock'
import type { components, paths } from './schema'
import { Problem, problemOf } from './problem'

export type Schemas = components['schemas']

function dressed(request: Request): Request {
  const headers = new Headers(request.headers)
  if (session.access) headers.set('authorization', `Bearer ${session.access}`)
  headers.set('accept-language', locale())
  return new Request(request, { headers })
}

type Renewal = 'done' | 'over' | 'later'
let renewing: Promise<boolean> | null = null

/** A refresh token is good for one use: whoever is late takes what the other got. */
async function renew(used: string | null): Promise<Renewal> {
  session.reread()
  if (session.access && session.access !== used) return 'done'
  const token = session.refresh
  if (!token) return 'over'
  const response = await fetch('/api/v1/sessions/renew', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ refresh_token: token }),
  })
  if (!response.ok) {
    session.reread()
    if (session.refresh && session.refresh !== token) return 'done'
    return response.status === 401 ? 'over' : 'later'
  }
  session.begin((await response.json()) as Schemas['TokenPair'])
  return 'done'
}

/** Renews; when the log-in is over, asks for it again, and what was being sent waits for the answer. */
async function renewOrAsk(renewal: Promise<Renewal>): Promise<boolean> {
  const how = await renewal
  if (how !== 'over') return how === 'done'
  const who = session.me.value
  session.end()
  return askAgain(who)
}

/** One renewal at a time, across tabs where the browser has locks. */
function renewOnce(used: string | null): Promise<boolean> {
  if (renewing) return renewing
  const task = (): Promise<Renewal> => renew(used)
  const running = Promise.resolve('locks' in navigator ? navigator.locks.request('gridward.renew', task) : task())
  renewing = renewOrAsk(running).finally(() => (renewing = null))
  return renewing
}

/** `fetch` with the token, renewed when it has expired. */
export async function send(request: Request): Promise<Response> {
  const again = request.clone()
  const used = session.access
  let response = await fetch(dressed(request))
  if (response.status === 401 && (session.signedIn.value || expiry.asked)) {
    // A wrong password is no expired log-in.
    const logIn = request.method === 'POST' && new URL(request.url).pathname === '/api/v1/sessions'
    if (!logIn && (await renewOnce(used))) response = await fetch(dressed(again))
  }
  serverClock.heard(response)
  return response
}

/** Asks for data; a file (`format=csv`) is a link that the browser follows, never read here. */
export const api = createClient<paths, 'application/json'>({ baseUrl: location.origin, fetch: send })

/** The data of an answer, or a thrown [`Problem`]. */
export async function answer<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  try {
    const { data, error, response } = await call
    if (response.ok) return data as T
    throw new Problem(response.status, (error ?? {}) as Partial<Schemas['Problem']>)
  } catch (error) {
    throw asProblem(error)
  }
}

export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(0, { title: unreachable() })
}

function unreachable(): string {
  return locale() === 'en' ? 'The server cannot be reached' : '连接不上服务器'
}

/** Follows a `next` link, or asks an address that is not worth a type. */
export async function getJson<T>(path: string): Promise<T> {
  try {
    const response = await send(new Request(new URL(path, location.origin)))
    if (!response.ok) throw await problemOf(response)
    return (await response.json()) as T
  } catch (error) {
    throw asProblem(error)
  }
}

/** A POST to an address that is not worth a type. */
export async function postJson<T>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<T> {
  try {
    const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
    const response = await send(new Request(new URL(path, location.origin), init))
    if (!response.ok) throw await problemOf(response)
    return (await response.json()) as T
  } catch (error) {
    throw asProblem(error)
  }
}

/** All pages of a list that is short by nature (units, areas). */
export async function getAll<T>(path: string): Promise<T[]> {
  const items: T[] = []
  for (let next: string | null = path; next; ) {
    const page: { items: T[]; next: string | null } = await getJson(next)
    items.push(...page.items)
    next = page.next
  }
  return items
}

/** A key under which a POST happens once, however often it is sent. */
export function newKey(): string {
  return newUuid()
}

/** `crypto.randomUUID` exists only on https and localhost; a phone in the office's own network may have neither. */
export function newUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Uploads a picture as it is; the answer's id goes into a form. */
export async function upload(picture: Blob, key: string): Promise<Schemas['AttachmentView']> {
  try {
    const request = new Request(new URL('/api/v1/attachments', location.origin), {
      method: 'POST',
      headers: { 'content-type': picture.type, 'idempotency-key': key },
      body: picture,
    })
    const response = await send(request)
    if (!response.ok) throw await problemOf(response)
    return (await response.json()) as Schemas['AttachmentView']
  } catch (error) {
    throw asProblem(error)
  }
}
