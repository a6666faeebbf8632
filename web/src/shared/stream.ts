// What changes, as it changes: one line to the server for all pages of this browser (a browser has few lines to one server, and
// a person may have six streams). The page that holds the lock reads; the others hear it from him. See docs/stream.md.
import { reactive, watch } from 'vue'
import { send } from '../api/client'
import { session } from '../session'

export type Change =
  | { what: 'case'; id: string; version: number }
  | { what: 'gone'; id: string }
  | { what: 'inbox' }
  /** Something was missed: whatever is held is to be read anew. */
  | { what: 'all' }

/** How the line stands. `away`: the server does not answer; `newer`: it has a newer client than the one that runs here. */
export const line = reactive({ open: false, away: false, newer: false })

const listeners = new Set<(change: Change) => void>()

/** Hears of every change until the answer is called. */
export function onChange(listener: (change: Change) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function tell(change: Change): void {
  listeners.forEach((listener) => listener(change))
}

export interface Frame {
  id?: string
  event?: string
  data?: string
}

/** The whole frames of a text, and what is left of it. */
export function framesOf(text: string): { frames: Frame[]; rest: string } {
  const parts = text.split('\n\n')
  const rest = parts.pop() ?? ''
  const field = (part: string, name: string): string | undefined =>
    part.split('\n').find((one) => one.startsWith(`${name}: `))?.slice(name.length + 2)
  const frames = parts.map((part) => {
    const [id, event, data] = ['id', 'event', 'data'].map((name) => field(part, name))
    return { ...(id ? { id } : {}), ...(event ? { event } : {}), ...(data ? { data } : {}) }
  })
  return { frames, rest }
}

/** What a frame means; nothing for those that only move the position on. A newer server may know more. */
export function changeOf(frame: Frame): Change | null {
  const data = JSON.parse(frame.data ?? '{}') as { id?: string; version?: number }
  switch (frame.event) {
    case 'case.changed':
      return { what: 'case', id: data.id ?? '', version: data.version ?? 0 }
    case 'case.gone':
      return { what: 'gone', id: data.id ?? '' }
    case 'inbox.new':
      return { what: 'inbox' }
    case 'resync':
      return { what: 'all' }
    default:
      return null
  }
}

const RETRY_MS = 3000
/** Where this browser left off; whoever takes the line over goes on from there. */
let last = ''
let mouth: BroadcastChannel | null = null

function heard(change: Change | null, id: string | undefined): void {
  if (id) last = id
  if (change) tell(change)
}

/** Reads one line to its end. */
async function read(signal: AbortSignal): Promise<void> {
  const headers: Record<string, string> = last ? { 'last-event-id': last } : {}
  const response = await send(new Request(new URL('/api/v1/stream', location.origin), { headers, signal }))
  if (!response.ok || !response.body) throw new TypeError(`HTTP ${response.status}`)
  const wasAway = line.away
  Object.assign(line, { open: true, away: false })
  if (wasAway) void askWhetherNewer()
  // What happened between the page's first answers and this line.
  if (!last) heard({ what: 'all' }, undefined)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    const { frames, rest } = framesOf(text + value)
    text = rest
    for (const frame of frames) {
      const change = changeOf(frame)
      heard(change, frame.id)
      mouth?.postMessage({ person: session.me.value?.id, change, id: frame.id })
      if (frame.event === 'end') return
    }
  }
}

function pause(signal: AbortSignal, ms: number): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', () => (clearTimeout(timer), done()))
  })
}

async function readOn(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await read(signal)
    } catch (error) {
      // Too many streams of this person (429) is no reason to speak of the server as gone.
      if (!signal.aborted) line.away = error instanceof TypeError && !error.message.includes('429')
    }
    line.open = false
    await pause(signal, RETRY_MS)
  }
}

let running: AbortController | null = null

function start(): void {
  if (running || !session.signedIn.value || document.visibilityState !== 'visible') return
  const own = (running = new AbortController())
  const task = (): Promise<void> => readOn(own.signal)
  const held = 'locks' in navigator ? navigator.locks.request('gridward.stream', { signal: own.signal }, task) : task()
  held.catch(() => undefined)
}

function stop(): void {
  running?.abort()
  running = null
  line.open = false
}

/** A page that nobody sees holds no line; seen again it asks for what it missed. */
function look(): void {
  if (document.visibilityState === 'visible') start()
  else stop()
}

/** Begins to follow, once for a page. */
export function followChanges(): void {
  if ('BroadcastChannel' in globalThis) {
    mouth = new BroadcastChannel('gridward.stream')
    mouth.onmessage = ({ data }: MessageEvent<{ person?: string; change: Change | null; id?: string }>) => {
      if (data.person !== session.me.value?.id) return
      Object.assign(line, { open: true, away: false })
      heard(data.change, data.id)
    }
  }
  document.addEventListener('visibilitychange', look)
  // Another person is told other things.
  watch(
    () => session.me.value?.id,
    () => {
      last = ''
      stop()
      look()
    },
    { immediate: true },
  )
}

/** The page of an updated server names another script than the one that runs here. */
export async function askWhetherNewer(): Promise<void> {
  const own = document.querySelector<HTMLScriptElement>('script[type=module][src]')?.getAttribute('src')
  const page = await fetch('/member', { cache: 'no-store' }).then((response) => (response.ok ? response.text() : ''), () => '')
  if (own && page.includes('<script') && !page.includes(own)) line.newer = true
}
