import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { apiOf, logIn, openPage, seriousFaults, startStreet } from './support.mjs'

let street
before(async () => (street = await startStreet()))
after(async () => street?.stop())

const AT = { coord_sys: 'wgs84', lon: 116.7901447844379, lat: 36.4925051687335 }
const file = async (text) => (await apiOf(street, 'volunteer'))('POST', '/incidents', { text, category: '24009', place: AT })
const act = async (who, id, body) => {
  const api = await apiOf(street, who)
  const { version } = await api('GET', `/cases/${id}/actions`)
  return api('POST', `/cases/${id}/transitions`, body, { 'if-match': `"v${version}"` })
}
const says = (page, selector, words) =>
  page.waitForFunction(([where, wanted]) => document.querySelector(where)?.textContent.includes(wanted), [selector, words])

test('a new report stands in the queue by itself, with its count, and the open case does not move', async () => {
  const { page, complaints } = await openPage(street)
  await logIn(page, 'intake')
  await page.goto('/console/queues/triage')
  await page.waitForSelector('.row[aria-current=true]')
  const open = await page.locator('.case__sub').textContent()
  const count = () => page.locator('.rail__item b').first().textContent()
  const before = Number(await count())
  // The pane that is drawn now is the pane that is drawn afterwards: nothing was built anew.
  await page.evaluate(() => (document.querySelector('article.case').dataset.mark = 'same'))
  const filed = await file('楼道声控灯不亮')
  await says(page, '.rows', filed.number)
  await page.waitForFunction((wanted) => document.querySelector('.rail__item b').textContent === String(wanted), before + 1)
  assert.equal(await page.locator('.case__sub').textContent(), open)
  assert.equal(await page.locator('article.case').getAttribute('data-mark'), 'same')
  assert.deepEqual(complaints, [])
})

test('the open case follows what others do, and a form in the making hears of it', async () => {
  const filed = await file('健身器材松动')
  const { page, complaints } = await openPage(street)
  await logIn(page, 'intake')
  await page.goto(`/console/cases/${filed.case}`)
  await page.waitForSelector('.case__acts button')
  await act('dispatch', filed.case, { action: 'note', text: '已告知物业' })
  await says(page, '.timeline', '已告知物业')
  await page.getByRole('button', { name: '更多…' }).click()
  await page.getByRole('button', { name: '加急' }).click()
  await page.locator('form.act textarea').fill('有孩子在玩')
  await act('dispatch', filed.case, { action: 'note', text: '物业下午到场' })
  await says(page, '.news', '物业下午到场')
  assert.deepEqual(await seriousFaults(page), [])
  assert.equal(await page.locator('form.act textarea').inputValue(), '有孩子在玩')
  await page.locator('.news button').click()
  await page.locator('form.act .el-select').click()
  await page.getByRole('option', { name: '特急' }).or(page.getByRole('option', { name: '紧急' })).first().click()
  await page.locator('form.act .button--main').click()
  await page.waitForSelector('.el-message--success')
  assert.deepEqual(complaints, [])
})

test('why a case is due when it is, is told stretch by stretch', async () => {
  const { page, complaints } = await openPage(street)
  await logIn(page, 'dispatch')
  await page.goto('/console/queues/overdue?state=handling')
  await page.waitForSelector('article.case .case__acts')
  await page.keyboard.press('w')
  await page.waitForSelector('.clock[open] .window')
  assert.ok((await page.locator('.clock').count()) >= 2)
  assert.match(await page.locator('.clock[open] .window--counts').first().textContent(), /计 /)
  assert.deepEqual(await seriousFaults(page), [])
  assert.deepEqual(complaints, [])
})

test('two tabs share one line, and both hear', async () => {
  const { page, context } = await openPage(street)
  await logIn(page, 'intake')
  const lines = []
  context.on('request', (request) => request.url().includes('/stream') && lines.push(request.url()))
  const other = await context.newPage()
  for (const one of [page, other]) {
    await one.goto('/console/queues/triage')
    await one.waitForSelector('.row[aria-current=true]')
  }
  const filed = await file('路面积水')
  for (const one of [page, other]) await says(one, '.rows', filed.number)
  assert.ok(lines.length <= 2, `${lines.length} lines`)
})

test('a server that is gone is spoken of plainly, and what was typed is there when it is back', async () => {
  const filed = await file('树枝压线')
  const { page } = await openPage(street)
  await logIn(page, 'dispatch')
  await page.goto(`/console/cases/${filed.case}`)
  await page.waitForSelector('.case__acts button')
  await page.keyboard.press('n')
  await page.locator('form.act textarea').fill('已设警戒')
  await street.down()
  await says(page, '.serverline', '连接不上服务器')
  await page.locator('form.act .button--main').click()
  await says(page, 'form.act .error', '连接不上服务器')
  await street.up()
  await page.waitForFunction(() => !document.querySelector('.serverline'))
  await page.locator('form.act .button--main').click()
  await says(page, '.timeline', '已设警戒')
  assert.equal(await page.locator('.timeline li').filter({ hasText: '已设警戒' }).count(), 1)
})
