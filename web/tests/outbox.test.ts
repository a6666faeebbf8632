import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { session } from '../src/session'
import { discard, enqueue, flush, loadOutbox, outbox, unsent, wipe } from '../src/member/outbox'

const calls: { path: string; key: string | null; body: string }[] = []
let reply: (path: string) => Response | Error

function json(status: number, body: object): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' } })
}

vi.stubGlobal('fetch', async (request: Request) => {
  const path = new URL(request.url).pathname
  calls.push({ path, key: request.headers.get('idempotency-key'), body: await request.text() })
  const answer = reply(path)
  if (answer instanceof Error) throw answer
  return answer
})

const stairwell = (id: string) => ({ id, kind: 'report' as const, title: '楼道', path: '/api/v1/incidents', body: { text: '楼道堆物', client_ref: id }, pictures: [] })
const picture = { id: 'picture-1', type: 'image/jpeg', bytes: new ArrayBuffer(3), use: 'scene' as const }

beforeEach(async () => {
  session.begin({ access_token: 'a', refresh_token: 'r', person_id: '7', session_id: '1', expires_in: 900, token_type: 'Bearer' })
  session.know({ id: '7', name: '甲', roles: [], rights: [], lang: 'zh-CN', session_id: '1', version: 1 })
  await loadOutbox()
  for (const item of [...outbox.items]) await discard(item.id)
  calls.length = 0
})

test('without signal it waits; with signal it goes under the same key', async () => {
  reply = () => new TypeError('no signal')
  await enqueue(stairwell('one'))
  await flush()
  expect(outbox.items.map((item) => item.state)).toEqual(['waiting'])
  reply = () => json(201, { number: 'GW-000001-9', tracking_code: 'ABC', case: '1' })
  await flush()
  expect(outbox.items[0]).toMatchObject({ state: 'sent', receipt: { number: 'GW-000001-9', code: 'ABC', case: '1' } })
  expect(new Set(calls.map((call) => call.key))).toEqual(new Set(['one']))
})

test('a refusal stays with its reason and stops no other', async () => {
  reply = () => new TypeError('no signal')
  await enqueue(stairwell('bad'))
  await flush()
  await enqueue(stairwell('good'))
  await flush()
  const answers = [json(422, { title: '内容有误', errors: [{ pointer: '/text', detail: '此项必填。', in: 'body' }] }), json(201, { number: 'GW-2', case: '2' })]
  reply = () => answers.shift() as Response
  await flush()
  const state = Object.fromEntries(outbox.items.map((item) => [item.id, item.state]))
  expect(state).toEqual({ bad: 'refused', good: 'sent' })
  expect(outbox.items.find((item) => item.id === 'bad')?.reason?.fields).toEqual([['/text', '此项必填。']])
})

test.each([500, 503, 429])('a %i says nothing about what was said: it waits', async (status) => {
  reply = () => json(status, { title: 'later' })
  await enqueue(stairwell(`s${status}`))
  await flush()
  expect(outbox.items.map((item) => item.state)).toEqual(['waiting'])
})

test('a picture that is up is not sent again after a break', async () => {
  let signal = true
  reply = (path) => {
    if (path.endsWith('/attachments')) return json(201, { id: '44' })
    return signal ? json(201, { number: 'GW-3', case: '3' }) : new TypeError('no signal')
  }
  signal = false
  await enqueue({ ...stairwell('three'), pictures: [picture] })
  await flush()
  signal = true
  await flush()
  expect(calls.filter((call) => call.path.endsWith('/attachments')).map((call) => call.key)).toEqual(['picture-1'])
  const last = calls.at(-1)
  expect(JSON.parse(last?.body ?? '')).toEqual({ text: '楼道堆物', client_ref: 'three', attachments: [{ attachment: '44', use: 'scene' }] })
})

test('a phone is not wiped while something is unsent, and another person neither sees nor sends it', async () => {
  reply = () => new TypeError('no signal')
  await enqueue(stairwell('four'))
  await flush()
  expect(unsent.value).toBe(1)
  expect(await wipe()).toBe(false)
  session.know({ id: '8', name: '乙', roles: [], rights: [], lang: 'zh-CN', session_id: '2', version: 1 })
  calls.length = 0
  await flush()
  expect([outbox.items.length, calls.length]).toEqual([0, 0])
  session.know({ id: '7', name: '甲', roles: [], rights: [], lang: 'zh-CN', session_id: '1', version: 1 })
  reply = () => json(201, { number: 'GW-4', case: '4' })
  await flush()
  expect(await wipe()).toBe(true)
  expect(outbox.items).toEqual([])
})
