import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { apiOf, logIn, openPage, seriousFaults, startStreet } from './support.mjs'

let street
before(async () => (street = await startStreet()))
after(async () => street?.stop())

/** A picture of one pixel. */
const PIXEL = { name: 'wall.png', mimeType: 'image/png', buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64') }

test('the office sends a link to a property company, which answers from a phone, and the link is over', async () => {
  const [intake, dispatch] = [await apiOf(street, 'intake'), await apiOf(street, 'dispatch')]
  const unit = (await dispatch('GET', '/departments?kind=link&limit=1')).items[0]
  const [grid] = (await dispatch('GET', '/areas?level=grid&limit=1')).items
  const filed = await intake('POST', '/incidents', { text: '三号楼外墙砖松动<b>', category: '06028', grid: grid.id })
  const act = (api, body) => api('POST', `/cases/${filed.case}/transitions`, body, { 'if-match': '*' })
  await act(intake, { action: 'register', condition: 'default' })
  await act(dispatch, { action: 'dispatch', unit: unit.id, text: '请先围挡' })

  const desk = await openPage(street)
  await logIn(desk.page, 'dispatch')
  await desk.page.goto(`/console/cases/${filed.case}`)
  await desk.page.getByRole('button', { name: '发出一案一链' }).click()
  const url = await desk.page.locator('.case-link input').inputValue()
  assert.match(url, /\/outside#\d+\./)
  assert.deepEqual(await seriousFaults(desk.page), [])

  const body = await openPage(street, { phone: true })
  const asked = []
  body.page.on('request', (request) => asked.push(request.url()))
  await body.page.goto(url)
  await body.page.getByText('三号楼外墙砖松动<b>').waitFor()
  await body.page.getByText('请先围挡').waitFor()
  assert.deepEqual(await seriousFaults(body.page), [])
  assert.equal(await body.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'it fits a phone')
  await body.page.setInputFiles('input[type=file]', PIXEL)
  await body.page.locator('.linked__photo img').first().waitFor()
  await body.page.fill('textarea', '今晚先围挡')
  await body.page.getByRole('button', { name: '只留言' }).click()
  await body.page.getByText('今晚先围挡').waitFor()
  await body.page.getByRole('button', { name: 'English' }).click()
  await body.page.getByRole('button', { name: 'Send the result' }).waitFor()
  await body.page.getByRole('button', { name: '中文' }).click()
  await body.page.getByRole('button', { name: '已解决' }).click()
  await body.page.fill('textarea', '松动的砖已拆除')
  await body.page.getByRole('button', { name: '提交结果' }).click()
  await body.page.getByText('已收到，谢谢').waitFor()
  assert.deepEqual(await seriousFaults(body.page), [])
  const tag = url.split('.').at(-1)
  assert.equal(asked.some((address) => new URL(address).pathname.includes(tag) || new URL(address).search.includes(tag)), false, 'the token stands in no address that a server sees')

  await body.page.reload()
  await body.page.getByRole('alert').getByText('这个链接已经失效').waitFor()
  assert.deepEqual(await seriousFaults(body.page), [])
  // The office reads it in the timeline without doing anything.
  await desk.page.getByText('松动的砖已拆除').waitFor()
  assert.deepEqual([desk.complaints, body.complaints], [[], []])
})
