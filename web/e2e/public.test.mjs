import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { apiOf, openPage, seriousFaults, startStreet } from './support.mjs'

let street
before(async () => (street = await startStreet()))
after(async () => street?.stop())

/** A picture of one pixel. */
const PIXEL = { name: 'lamp.png', mimeType: 'image/png', buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64') }

async function act(api, number, body) {
  const id = Number(number.split('-')[1])
  return api('POST', `/cases/${id}/transitions`, body, { 'if-match': '*' })
}

test('a resident scans the board, reports, is answered, and says that it is not solved', async () => {
  const desk = await apiOf(street, 'dispatch')
  const [grid] = (await desk('GET', '/areas?level=grid&limit=1')).items
  const { page, complaints } = await openPage(street, { phone: true })
  await page.goto(`/public/report?grid=${grid.code}`)
  await page.getByText(grid.name_zh).first().waitFor()
  assert.deepEqual(await seriousFaults(page), [])
  await page.fill('textarea', '小区南门的路灯不亮<i>，晚上看不见台阶</i>')
  await page.locator('textarea').blur()
  await page.locator('.choices .button').first().click()
  await page.click('button.button--main')
  const code = await page.locator('b.code').textContent()
  const number = (await page.locator('.receipt').textContent()).match(/GW-\d+-\d/)[0]
  await page.setInputFiles('input[type=file]', PIXEL)
  await page.getByText('已加 1 张照片').waitFor()
  assert.deepEqual(await seriousFaults(page), [])

  // Later, from the board's page: the phone remembers, and so does a note with the code on another one.
  await page.getByRole('link', { name: '查进度' }).first().click()
  await page.getByRole('button', { name: number }).click()
  await page.getByText('小区南门的路灯不亮<i>').waitFor()
  assert.equal(await page.locator('.steps li').count(), 2)
  assert.deepEqual(await seriousFaults(page), [])
  await page.fill('article textarea', '台阶那里也黑')
  await page.getByRole('button', { name: '补充', exact: true }).click()
  await page.getByText('台阶那里也黑').waitFor()

  // The office says no, with a reason that can be read.
  const intake = await apiOf(street, 'intake')
  await act(intake, number, { action: 'reject', reason: 'nonsense', reply: '经现场查看，路灯当晚已亮。' })
  const other = await openPage(street, { phone: true })
  await other.page.goto('/public/follow')
  await other.page.fill('input', code.replaceAll('-', ' ').toLowerCase())
  await other.page.click('button.button--main')
  await other.page.getByText('经现场查看，路灯当晚已亮。').waitFor()
  await other.page.fill('article textarea', '昨晚仍然不亮')
  await other.page.getByRole('button', { name: '申请复核' }).click()
  await other.page.locator('.steps').getByText('昨晚仍然不亮').waitFor()
  assert.deepEqual([complaints, other.complaints], [[], []])
})

test('a wrong code is told, the neighbourhood is coarse, and a used link says so', async () => {
  const { page, context, complaints } = await openPage(street, { phone: true })
  // In the middle of the demonstration street.
  await context.setGeolocation({ longitude: 116.7443, latitude: 36.5062 })
  await page.goto('/public/follow#K7QW2-90XRM-4TFA')
  await page.getByRole('alert').waitFor()
  await page.getByRole('link', { name: '身边事' }).click()
  await page.getByRole('button', { name: '用手机定位' }).click()
  await page.locator('.known li').first().waitFor()
  assert.deepEqual(await seriousFaults(page), [])
  await page.goto('/answer#1.nothing')
  await page.fill('textarea', '还是不行')
  await page.click('button.button--main')
  await page.getByText('这个链接已经用过或过期了。').waitFor()
  assert.deepEqual(await seriousFaults(page), [])
  assert.deepEqual(complaints, [])
})
