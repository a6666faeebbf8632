import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { apiOf, logIn, openPage, seriousFaults, startStreet } from './support.mjs'

let street
before(async () => (street = await startStreet()))
after(async () => street?.stop())

/** A picture of one pixel. */
const PIXEL = { name: 'stairwell.png', mimeType: 'image/png', buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64') }

test('a member reports from a stairwell without signal; it is sent once when there is signal', async () => {
  const { page, context, complaints } = await openPage(street, { phone: true })
  await logIn(page, 'volunteer')
  await page.waitForSelector('.tabs')
  assert.deepEqual(await seriousFaults(page), [])
  await page.click('.tab--main')
  await page.waitForSelector('.report .chosen')
  assert.deepEqual(await seriousFaults(page), [])
  await context.setOffline(true)
  await page.setInputFiles('.report input[type=file]', PIXEL)
  await page.fill('.report textarea', '楼道堆满纸箱<b>堵塞</b>')
  await page.click('.report .big--main')
  const item = page.locator('.task[data-state]').first()
  assert.equal(await item.getAttribute('data-state'), 'waiting')
  // Logging out would lose it: refused, with the reason.
  await page.getByRole('link', { name: '我的' }).click()
  await page.getByRole('button', { name: '退出' }).click()
  await page.waitForSelector('.van-dialog')
  await page.locator('.van-dialog__confirm').click()
  // The page is closed and the phone put away: it lies on the phone's disk.
  await page.close()
  await context.setOffline(false)
  const later = await context.newPage()
  await later.goto(`${street.base}/member/outbox`)
  await later.waitForSelector('[data-state=sent]')
  const [number] = (await later.locator('[data-state=sent]').textContent()).match(/GW-\d+-\d/)
  const api = await apiOf(street, 'volunteer')
  const items = (await api('GET', '/incidents?limit=5')).items.filter((one) => one.number === number)
  const timeline = await api('GET', `/cases/${items[0].case}/timeline`)
  assert.equal(items.length, 1)
  assert.equal(timeline.items[0].text, '楼道堆满纸箱<b>堵塞</b>')
  assert.equal(timeline.items[0].attachments.length, 1)
  assert.deepEqual(await seriousFaults(later), [])
  assert.deepEqual(complaints, [])
})

test('what is refused stays with its reason and is edited as new', async () => {
  const { page, complaints } = await openPage(street, { phone: true })
  await logIn(page, 'volunteer')
  await page.click('.tab--main')
  await page.waitForSelector('.report .chosen')
  await page.fill('.report textarea', '路面破损')
  // The server says no to this one: as it would to a category that was ended in the meantime.
  await page.route('**/api/v1/incidents', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 422, contentType: 'application/problem+json', body: JSON.stringify({ type: '/problems/invalid', title: '内容有误', status: 422, request_id: 'x', errors: [{ pointer: '/category', detail: '没有这个类别。', in: 'body' }] }) })
      : route.continue(),
  )
  await page.click('.report .big--main')
  await page.waitForSelector('[data-state=refused]')
  assert.match(await page.locator('[data-state=refused]').textContent(), /没有这个类别/)
  await page.unroute('**/api/v1/incidents')
  await page.reload()
  await page.locator('[data-state=refused]').getByRole('button', { name: '改后重报' }).click()
  await page.waitForSelector('.report')
  await page.waitForFunction(() => document.querySelector('.report textarea').value === '路面破损')
  await page.click('.report .big--main')
  await page.waitForSelector('[data-state=sent]')
  assert.equal(await page.locator('[data-state=refused]').count(), 0)
  assert.deepEqual(complaints, [])
})

test('a check is done with large text, and every target is large', async () => {
  const { page, complaints } = await openPage(street, { phone: true })
  await logIn(page, 'volunteer')
  await page.getByRole('link', { name: '我的' }).click()
  await page.locator('input[role=switch]').check()
  await page.getByRole('link', { name: '今天' }).click()
  await page.waitForSelector('a.task')
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('.member a, .member button')].filter((one) => one.getBoundingClientRect().height < 60).map((one) => one.textContent),
  )
  assert.deepEqual(small, [])
  const tiny = await page.evaluate(() =>
    [...document.querySelectorAll('.member p, .member small, .member span, .member a')].filter((one) => one.textContent.trim() && parseFloat(getComputedStyle(one).fontSize) < 18).map((one) => one.textContent),
  )
  assert.deepEqual(tiny, [])
  const check = page.locator('a.task[href*="/checks/"]').first()
  const number = (await check.textContent()).match(/GW-\d+-\d/)[0]
  await check.click()
  const take = page.getByRole('button', { name: '领取' })
  const passed = page.locator('.choice input').first()
  await take.or(passed).waitFor()
  if (await take.isVisible()) await take.click()
  await passed.check()
  assert.deepEqual(await seriousFaults(page), [])
  await page.setInputFiles('.pics__add input', PIXEL)
  await page.getByRole('button', { name: '提交结果' }).click()
  await page.getByRole('link', { name: '发件箱' }).click()
  await page.waitForSelector('[data-state=sent]')
  assert.match(await page.locator('[data-state=sent]').first().textContent(), new RegExp(number))
  assert.deepEqual(complaints, [])
})
