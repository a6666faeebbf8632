// What a dry run says, arranged for a table and for a calendar. Nothing here decides anything: the server has counted.
import type { Schemas } from '../../api/client'
import { dayOf } from '../../shared/time'

export interface Move {
  key: string
  case: string
  number: string
  label: string
  due: string
  would: string
  /** By how many milliseconds the due time moves; 0 where only the next reminder is another one. */
  by: number
  late: boolean
}

export function movesOf(cases: Schemas['Listing_MovedCaseView']['items']): Move[] {
  return cases.flatMap((moved) =>
    moved.clocks.map((clock) => ({
      key: `${moved.case}/${clock.kind}`, case: moved.case, number: moved.number, label: clock.label, due: clock.due_at, would: clock.would_be_due_at,
      by: Date.parse(clock.would_be_due_at) - Date.parse(clock.due_at), late: clock.newly_late,
    })),
  )
}

export interface DayMoves {
  /** Due times that are on this day now and would be on another. */
  leave: number
  /** Due times that would come to this day. */
  come: number
  /** Of those that come: how many would be late at once. */
  late: number
}

/** The due times that leave and reach each day of the office. */
export function movesByDay(moves: Move[]): Map<string, DayMoves> {
  const days = new Map<string, DayMoves>()
  const at = (day: string): DayMoves => {
    const found = days.get(day) ?? { leave: 0, come: 0, late: 0 }
    days.set(day, found)
    return found
  }
  for (const move of moves) {
    const [from, to] = [dayOf(move.due), dayOf(move.would)]
    if (from !== to) at(from).leave += 1
    if (from !== to || move.late) at(to).come += 1
    if (move.late) at(to).late += 1
  }
  return days
}
