import { expect, test } from 'vitest'
import { weeksOf } from '../src/office/rules/month'

test.each([
  // A February of four whole weeks that begins on a Monday, a month that spans six weeks, a leap day, and a December.
  [2027, 1, 4, '2027-02-01', '2027-02-28'],
  [2026, 7, 6, '2026-07-27', '2026-09-06'],
  [2028, 1, 5, '2028-01-31', '2028-03-05'],
  [2026, 11, 5, '2026-11-30', '2027-01-03'],
])('%i-%i is drawn in %i weeks', (year, month, weeks, first, last) => {
  const drawn = weeksOf(year, month)
  expect([drawn.length, drawn[0]?.[0]?.date, drawn.at(-1)?.[6]?.date]).toEqual([weeks, first, last])
  expect(drawn.every((week) => week.length === 7)).toBe(true)
  expect(drawn.flat().filter((day) => day.own).length).toBe(new Date(Date.UTC(year, month + 1, 0)).getUTCDate())
})
