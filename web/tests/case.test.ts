import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { session } from '../src/session'
import { offerId, type Offer } from '../src/shared/actions'
import { useCase } from '../src/shared/case'
import { forgetAll } from '../src/shared/forget'
import { mount } from './mount'

Object.assign(document, { addEventListener: () => undefined, removeEventListener: () => undefined })

interface Server {
  version: number
  items: { seq: number; label: string }[]
  offers: Offer[]
  matched: (string | null)[]
  /** Called once when the history is next asked for. */
  asked?: (() => Promise<void> | void) | undefined
}
let server: Server
const urge: Offer = { action: 'urge', needs: [{ field: 'text', required: true, options: [] }] }

const json = (status: number, body: object): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' } })

vi.stubGlobal('fetch', async (request: Request) => {
  const path = new URL(request.url).pathname
  if (path.endsWith('/timeline')) {
    const { asked } = server
    server.asked = undefined
    await asked?.()
    return json(200, { items: server.items })
  }
  if (path.endsWith('/actions')) return json(200, { version: server.version, state: 'handling', actions: server.offers })
  if (!path.endsWith('/transitions')) return json(200, { id: '5', number: 'GW-5', version: server.version })
  const match = request.headers.get('if-match')
  server.matched.push(match)
  if (match !== `"v${server.version}"`) return json(412, { title: '已被更改' })
  server.version += 1
  return json(200, { id: '5', number: 'GW-5', version: server.version })
})

/** Somebody else does something. */
function another(label: string): void {
  server.version += 1
  server.items = [...server.items, { seq: server.version, label }]
}

const settle = (): Promise<void> => vi.waitFor(() => expect(held.view.value).not.toBeNull())
let held: ReturnType<typeof useCase>
let unmount: () => void

beforeEach(async () => {
  session.begin({ access_token: 'a', refresh_token: 'r', person_id: '7', session_id: '1', expires_in: 900, token_type: 'Bearer' })
  server = { version: 1, items: [{ seq: 1, label: '上报' }], offers: [urge], matched: [] }
  forgetAll()
  ;({ value: held, unmount } = mount(() => useCase(() => '5')))
  await settle()
})
afterEach(() => unmount())

function type(text: string): void {
  if (held.form.value) held.form.value.values.text = text
}

test('who was slower hears what the other did, keeps his words, and decides on what is true now', async () => {
  await held.start(urge)
  type('学校门口')
  another('派遣')
  await held.finish()
  expect([held.form.value?.problem?.status, held.form.value?.values.text]).toEqual([412, '学校门口'])
  expect(held.news.value.map((item) => item.label)).toEqual(['派遣'])
  await held.finish()
  expect(held.form.value).toBeNull()
  expect(server.matched).toEqual(['"v1"', '"v2"'])
})

test('a change that is told while the loser reads anew does not make him lose twice', async () => {
  await held.start(urge)
  type('学校门口')
  another('派遣')
  // The line tells of the same change: a second reading overtakes the first.
  let open = (): void => undefined
  const gate = new Promise<void>((done) => (open = done))
  server.asked = () => {
    server.asked = () => gate
    void held.load()
  }
  await held.finish()
  open()
  await vi.waitFor(() => expect(held.news.value.map((item) => item.label)).toEqual(['派遣']))
  await held.finish()
  expect(server.matched).toEqual(['"v1"', '"v2"'])
})

test('what is seen while writing is told; only who has acknowledged it decides on it', async () => {
  await held.start(urge)
  type('学校门口')
  another('派遣')
  await held.load()
  expect(held.news.value.map((item) => item.label)).toEqual(['派遣'])
  await held.finish()
  expect(held.form.value?.problem?.status).toBe(412)
  another('签收')
  await held.load()
  held.acknowledge()
  await held.finish()
  expect(server.matched).toEqual(['"v1"', '"v3"'])
})

test('a form whose action is gone says so, and what was typed is there again when it comes back', async () => {
  await held.start(urge)
  type('学校门口')
  server.offers = []
  await held.load()
  expect(held.stale.value).toBe(true)
  held.leave()
  server.offers = [urge]
  await held.load()
  await held.start(held.offers.value.find((offer) => offerId(offer) === 'urge') as Offer)
  expect(held.form.value?.values.text).toBe('学校门口')
})

test('what is demanded and empty is not sent', async () => {
  await held.start(urge)
  await held.finish()
  expect([held.tried.value, server.matched]).toEqual([true, []])
})
