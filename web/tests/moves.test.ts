import { afterEach, expect, test } from 'vitest'
import { speak } from '../src/i18n'
import { bodyOf, saidOf, windowsOf } from '../src/office/rules/draft'
import { movesByDay, movesOf } from '../src/office/rules/moves'
import { serverClock } from '../src/shared/clock'
import { dueWords, signedSpan } from '../src/shared/time'

afterEach(() => speak('zh-CN'))

const clock = (due: string, would: string, late = false) => ({ kind: 'handling' as const, label: '处置', due_at: due, would_be_due_at: would, newly_late: late })

test('due times leave and reach the days of the office, not those of Greenwich', () => {
  const moves = movesOf([
    { case: '1', number: 'GW-1', clocks: [clock('2026-11-25T09:30:00Z', '2026-11-26T17:30:00Z')] },
    { case: '2', number: 'GW-2', clocks: [clock('2026-11-27T09:30:00Z', '2026-11-24T09:30:00Z', true), clock('2026-11-27T09:30:00Z', '2026-11-27T09:30:00Z')] },
  ])
  expect(Object.fromEntries(movesByDay(moves))).toEqual({
    '2026-11-25': { leave: 1, come: 0, late: 0 }, '2026-11-27': { leave: 1, come: 1, late: 0 }, '2026-11-24': { leave: 0, come: 1, late: 1 },
  })
  expect(moves.map((move) => signedSpan(move.by))).toEqual(['+1天8小时', '−3天', ''])
})

test('what is said of a row is said at the row, and not at one that begins alike', () => {
  const errors = new Map([['/limits/rules/1/limit/value', '值有误'], ['/limits/rules/10/category', '类别有误']])
  expect([saidOf(errors, '/limits/rules/1'), saidOf(errors, '/limits/rules/10'), saidOf(errors, '/limits/rules/0')]).toEqual(['值有误', '类别有误', ''])
})

test('windows are read as people write them, and an empty beginning is left to the server', () => {
  expect(windowsOf(' 08:30-12:00，13:30-17:30 ')).toEqual(['08:30-12:00', '13:30-17:30'])
  expect(bodyOf({ limits: 1 }, { note: ' 夏季 ', from: '', retroactive: false })).toEqual({ limits: 1, note: '夏季', retroactive: false })
})

test('the colour of time is said in words too, and it is the server that gives it', () => {
  serverClock.now = Date.parse('2026-11-24T02:00:00Z')
  expect(dueWords('2026-11-24T05:00:00Z', 'due_soon')).toEqual({ tone: 'due_soon', words: '临期 剩 3小时' })
  expect(dueWords('2026-11-24T05:00:00Z', 'on_track').words).toBe('剩 3小时')
  expect(dueWords('2026-11-24T01:00:00Z', 'overdue')).toEqual({ tone: 'overdue', words: '超期 1小时' })
  speak('en')
  expect(dueWords('2026-11-24T01:00:00Z').words).toBe('Overdue 1h ')
})
