import { afterEach, expect, test } from 'vitest'
import { Problem, problemOf } from '../src/api/problem'
import { label, speak } from '../src/i18n'
import en from '../src/i18n/en'
import zh from '../src/i18n/zh-CN'
import officeEn from '../src/i18n/office.en'
import officeZh from '../src/i18n/office.zh-CN'
import { serverClock } from '../src/shared/clock'
import { moment, span, timeLeft } from '../src/shared/time'

afterEach(() => speak('zh-CN'))

function leaves(words: object, path = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) => (typeof value === 'string' ? [`${path}${key} ${(value.match(/\{\w+\}/g) ?? []).sort().join()}`] : leaves(value as object, `${path}${key}.`)))
}

test('both languages say the same things with the same blanks', () => {
  expect(leaves(en).sort()).toEqual(leaves(zh).sort())
  expect(leaves(officeEn).sort()).toEqual(leaves(officeZh).sort())
})

test('codes have the words of the server, and unknown ones stand for themselves', () => {
  expect(label('State', 'pre_checking')).toBe('核实中')
  speak('en')
  expect(label('State', 'pre_checking')).toBe('Verifying')
  expect(label('State', 'not_yet_known')).toBe('not_yet_known')
})

test('time is told in two units at most', () => {
  expect(span(25 * 60_000)).toBe('25分')
  expect(span((26 * 60 + 5) * 60_000)).toBe('1天2小时')
  expect(span(45 * 86_400_000 + 3_600_000)).toBe('45天')
  serverClock.now = Date.parse('2026-11-24T02:00:00Z')
  expect(timeLeft('2026-11-24T01:00:00Z')).toEqual({ late: true, words: '1小时' })
  expect(moment('2026-11-24T09:30:00Z')).toBe('11-24 17:30')
  expect(moment('2025-11-24T16:30:00Z')).toBe('2025-11-25 00:30')
})

test('a problem points at fields, and a page of a proxy is a problem too', async () => {
  const document = { type: '/problems/invalid', title: '内容有误', status: 422, errors: [{ pointer: '/reason', detail: '此项必填。', in: 'body' }] }
  const problem = await problemOf(new Response(JSON.stringify(document), { status: 422, headers: { 'content-type': 'application/problem+json' } }))
  expect([problem.slug, problem.fields.get('/reason'), problem.passing]).toEqual(['invalid', '此项必填。', false])
  const proxy = await problemOf(new Response('<html>', { status: 502, headers: { 'content-type': 'text/html' } }))
  expect([proxy.status, proxy.passing, proxy.message]).toEqual([502, true, 'HTTP 502'])
  expect(new Problem(0, {}).unanswered).toBe(true)
})
