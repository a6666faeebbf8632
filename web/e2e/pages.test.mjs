// Every page, by the address that leads to it: by day and by night, on a desk and on a phone. What each does is walked elsewhere.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { apiOf, logIn, openPage, seriousFaults, startStreet } from './support.mjs'

let street
before(async () => (street = await startStreet()))
after(async () => street?.stop())

const CONSOLE = ['', '/queues/triage', '/queues/overdue', '/cases?state=closed', '/map', '/requests', '/hand-over', '/inbox', '/roster', '/rules/limits', '/rules/ladders', '/rules/calendars']
const MANAGE = ['/people', '/units', '/catalogue', '/areas', '/rules/calendars?new=import', '/settings', '/templates', '/deliveries', '/webhooks', '/audit']
const MEMBER = ['', '/report', '/outbox', '/queues/mine', '/inbox', '/notices', '/me']
const PUBLIC = ['/public', '/public/follow', '/public/nearby', '/answer#1.nothing', '/log-in']

/** A page that asks nothing more of the server; the live line is always open. */
async function open(page, address) {
  if (!page.asking) {
    page.asking = new Set()
    page.on('request', (request) => /\/api\/v1\/(?!stream)/.test(request.url()) && page.asking.add(request))
    for (const over of ['requestfinished', 'requestfailed']) page.on(over, (request) => page.asking.delete(request))
  }
  const late = Date.now() + 30_000
  // What the page before still asked ends with it.
  page.asking.clear()
  await page.goto(address)
  await page.locator('h1, .split').first().waitFor()
  do await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))
  while (page.asking.size > 0 && Date.now() < late)
  assert.deepEqual([...page.asking].map((request) => request.url()), [], `${address} still waits for answers`)
}

/** Opens each address and tells what is wrong with it. */
async function faultsOf(page, addresses, phone) {
  const faults = []
  for (const address of addresses) {
    await open(page, address)
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme })
      faults.push(...(await seriousFaults(page)).map((fault) => `${address} ${colorScheme}: ${fault}`))
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (phone && wide > 0) faults.push(`${address}: ${wide} px wider than the phone`)
  }
  return faults
}

/** On paper there is no dark, no rail and no button, and nothing that was on the screen is cut off by the edge of a scrolled box. */
async function paperFaults(page, addresses) {
  const faults = []
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  for (const address of addresses) {
    await open(page, address)
    const found = await page.evaluate(() => {
      const shown = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.offsetParent !== null).map((one) => one.outerHTML.slice(0, 90))
      const bright = (colour) => (colour.match(/\d+/g) ?? []).slice(0, 3).every((part) => Number(part) > 200)
      const dark = bright(getComputedStyle(document.documentElement).backgroundColor) ? [] : ['a dark ground']
      const light = [...document.querySelectorAll('h1, h2, p, td, dd, li')].filter((one) => one.offsetParent !== null && bright(getComputedStyle(one).color)).map((one) => `light ink: ${one.outerHTML.slice(0, 90)}`)
      const cut = [...document.querySelectorAll('main *')].filter((one) => one.offsetParent !== null && one.scrollHeight > one.clientHeight + 4 && /auto|scroll|hidden/.test(getComputedStyle(one).overflowY) && getComputedStyle(one).whiteSpace !== 'nowrap' && one.clientHeight > 0)
      return [...dark, ...light.slice(0, 2), ...shown('.rail, main button, .tabs, .skip').slice(0, 2), ...cut.slice(0, 2).map((one) => `cut: ${one.outerHTML.slice(0, 90)}`)]
    })
    faults.push(...found.map((fault) => `${address} on paper: ${fault}`))
  }
  return faults
}

test('the pages of the console', async () => {
  const desk = await openPage(street)
  await logIn(desk.page, 'inspector')
  const inspector = await apiOf(street, 'inspector')
  const [late] = (await inspector('GET', '/queues/overdue?limit=1')).items
  const pages = [...CONSOLE, `/cases/${late.id}`].map((address) => `/console${address}`)
  assert.deepEqual(await faultsOf(desk.page, pages, false), [])
  assert.deepEqual(await paperFaults(desk.page, ['/console', `/console/cases/${late.id}`, '/console/queues/overdue', '/console/rules/calendars', '/console/rules/ladders']), [])
  assert.deepEqual(desk.complaints, [])
})

test('the pages of the office', async () => {
  for (const [login, addresses] of [['admin', MANAGE.slice(0, 8)], ['inspector', MANAGE.slice(8)]]) {
    const { page, complaints } = await openPage(street)
    await logIn(page, login)
    assert.deepEqual(await faultsOf(page, addresses.map((address) => `/console${address}`), false), [])
    assert.deepEqual(await paperFaults(page, login === 'admin' ? ['/console/people', '/console/areas', '/console/catalogue'] : ['/console/audit']), [])
    assert.deepEqual(complaints, [])
  }
})

test('the pages of the phone, and the console in a hand', async () => {
  const { page, complaints } = await openPage(street, { phone: true, lang: 'en' })
  await logIn(page, 'lead')
  assert.deepEqual(await faultsOf(page, MEMBER.map((address) => `/member${address}`), true), [])
  assert.deepEqual(await faultsOf(page, ['/console', '/console/queues/mine', '/console/rules/limits'], true), [])
  assert.deepEqual(complaints, [])
})

test('the pages of the public', async () => {
  const { page, complaints } = await openPage(street, { phone: true })
  assert.deepEqual(await faultsOf(page, PUBLIC, true), [])
  assert.deepEqual(complaints, [])
})
