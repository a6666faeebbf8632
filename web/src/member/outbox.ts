// What a member has said and the server has not yet answered for good. It lies in IndexedDB, so that neither a dead battery
// nor a closed page loses it; each item has its own key, so that sending it twice does it once; and nothing leaves before
// its final answer.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { computed, reactive } from 'vue'
import { send, upload, asProblem } from '../api/client'
import { problemOf, type Problem } from '../api/problem'
import { session } from '../session'

export interface Picture {
  /** Also the key of its upload. */
  id: string
  type: string
  bytes: ArrayBuffer
  use: 'before' | 'after' | 'scene' | 'document'
  /** The server's id, once it has it. */
  attachment?: string
}

export interface Reason {
  title: string
  detail: string
  fields: [string, string][]
}

export interface Item {
  /** Idempotency key, and for a report its `client_ref`. */
  id: string
  person: string
  at: number
  kind: 'report' | 'check' | 'offer' | 'case'
  /** What it is, for people. */
  title: string
  path: string
  body: Record<string, unknown> | null
  pictures: Picture[]
  state: 'waiting' | 'refused' | 'sent'
  reason?: Reason
  /** The number and the tracking code that the server gave. */
  receipt?: { number: string; code?: string; case?: string }
}

interface Shape extends DBSchema {
  outbox: { key: string; value: Item }
  kept: { key: string; value: { at: number; value: unknown } }
}

let opened: Promise<IDBPDatabase<Shape>> | null = null
function db(): Promise<IDBPDatabase<Shape>> {
  opened ??= openDB<Shape>('gridward', 1, {
    upgrade(made) {
      made.createObjectStore('outbox', { keyPath: 'id' })
      made.createObjectStore('kept')
    },
  })
  return opened
}

export const outbox = reactive<{ items: Item[]; sending: string }>({ items: [], sending: '' })
export const unsent = computed(() => outbox.items.filter((item) => item.state !== 'sent').length)

const me = (): string => session.me.value?.id ?? ''
/** Sent items are shown for a week: the number is on them. */
const SHOWN_MS = 7 * 86_400_000

/** Reads what this person left, the newest first. */
export async function loadOutbox(): Promise<void> {
  const store = await db()
  const all = await store.getAll('outbox')
  for (const item of all) {
    if (item.state === 'sent' && item.at < Date.now() - SHOWN_MS) await store.delete('outbox', item.id)
  }
  const own = all.filter((item) => item.person === me() && !(item.state === 'sent' && item.at < Date.now() - SHOWN_MS))
  outbox.items = own.sort((a, b) => b.at - a.at)
}

async function put(item: Item): Promise<void> {
  // A reactive proxy cannot be cloned into the database; the bytes of pictures are no part of what is compared.
  await (await db()).put('outbox', { ...item, pictures: item.pictures.map((picture) => ({ ...picture })), body: item.body && JSON.parse(JSON.stringify(item.body)) })
  await loadOutbox()
}

/** Takes something over: when this is done it is on the phone's disk. */
export async function enqueue(item: Omit<Item, 'person' | 'at' | 'state'>): Promise<void> {
  await put({ ...item, person: me(), at: Date.now(), state: 'waiting' })
  void flush()
}

/** Only what has its final answer, or what a person throws away himself, leaves. */
export async function discard(id: string): Promise<void> {
  await (await db()).delete('outbox', id)
  await loadOutbox()
}

/** Tries a refused item again as it is. */
export async function again(item: Item): Promise<void> {
  const { reason: _reason, ...rest } = item
  await put({ ...rest, state: 'waiting' })
  void flush()
}

/** Whether the same words may be taken later. An expired log-in says nothing about what was said. */
function later(problem: Problem): boolean {
  return problem.passing || problem.status === 401
}

/** Sends one item. True when it has its final answer. */
async function sendOne(item: Item): Promise<boolean> {
  let current = item
  try {
    for (const picture of current.pictures) {
      if (picture.attachment) continue
      const stored = await upload(new Blob([picture.bytes], { type: picture.type }), picture.id)
      current = { ...current, pictures: current.pictures.map((one) => (one.id === picture.id ? { ...one, attachment: stored.id } : one)) }
      // What is up is not sent again after a break.
      await put(current)
    }
    const attachments = current.pictures.map(({ attachment, use }) => ({ attachment, use }))
    const body = current.body || attachments.length ? JSON.stringify({ ...current.body, ...(attachments.length ? { attachments } : {}) }) : null
    const response = await send(
      new Request(new URL(current.path, location.origin), {
        method: 'POST',
        headers: { 'idempotency-key': current.id, ...(body ? { 'content-type': 'application/json' } : {}) },
        body,
      }),
    )
    if (!response.ok) throw await problemOf(response)
    const done = (await response.json()) as { number: string; tracking_code?: string; case?: string; id?: string }
    const receipt = { number: done.number, ...(done.tracking_code ? { code: done.tracking_code } : {}), case: done.case ?? done.id ?? '' }
    // The pictures are with the server now.
    await put({ ...current, state: 'sent', receipt, pictures: [] })
    return true
  } catch (error) {
    const problem = asProblem(error)
    if (later(problem)) return false
    await put({ ...current, state: 'refused', reason: { title: problem.message, detail: problem.detail, fields: [...problem.fields] } })
    return true
  }
}

let running: Promise<void> | null = null

/** Sends what waits, the oldest first; stops at the first that cannot be answered now. One run at a time. */
export function flush(): Promise<void> {
  running ??= (async () => {
    await loadOutbox()
    for (;;) {
      // Asked anew each time: more may have been said meanwhile.
      const [oldest] = outbox.items.filter((item) => item.state === 'waiting').sort((a, b) => a.at - b.at)
      if (!oldest) break
      outbox.sending = oldest.id
      if (!(await sendOne(oldest))) break
    }
  })().finally(() => {
    outbox.sending = ''
    running = null
  })
  return running
}

/** Keeps something for the time without signal. */
export async function keep(key: string, value: unknown): Promise<void> {
  await (await db()).put('kept', { at: Date.now(), value: JSON.parse(JSON.stringify(value)) }, `${me()}/${key}`)
}

export async function kept<T>(key: string): Promise<{ at: number; value: T } | undefined> {
  return (await (await db()).get('kept', `${me()}/${key}`)) as { at: number; value: T } | undefined
}

export async function drop(key: string): Promise<void> {
  await (await db()).delete('kept', `${me()}/${key}`)
}

/** Everything of this person leaves the phone. Refused while something is unsent: it would be lost. */
export async function wipe(): Promise<boolean> {
  await loadOutbox()
  if (unsent.value > 0) return false
  const store = await db()
  for (const item of outbox.items) await store.delete('outbox', item.id)
  for (const key of await store.getAllKeys('kept')) if (key.startsWith(`${me()}/`)) await store.delete('kept', key)
  outbox.items = []
  return true
}
