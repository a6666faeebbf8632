/** A day of the sheet: `2026-10-01`, and whether it lies in the month that is shown. */
export interface Day {
  date: string
  own: boolean
}

const text = (year: number, month: number, day: number): string => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10)

/** The weeks of a month, Monday first; `month` from 0. Days are dates here, without a zone. */
export function weeksOf(year: number, month: number): Day[][] {
  const first = (new Date(Date.UTC(year, month, 1)).getUTCDay() + 6) % 7
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const weeks = Math.ceil((first + length) / 7)
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => {
      const number = week * 7 + day - first + 1
      return { date: text(year, month, number), own: number >= 1 && number <= length }
    }),
  )
}
