import { i18n, label, locale } from '../i18n'
import { serverClock } from './clock'

const zone = 'Asia/Shanghai'

/** A moment as the office writes it: `11-24 17:30`, with the year when it is another. */
export function moment(text: string | null | undefined): string {
  if (!text) return ''
  const at = new Date(text)
  const sameYear = at.getFullYear() === new Date(serverClock.now).getFullYear()
  const parts = new Intl.DateTimeFormat('zh-CN', {
    timeZone: zone, month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).formatToParts(at)
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? ''
  const day = `${part('month')}-${part('day')}`
  return `${sameYear ? day : `${part('year')}-${day}`} ${part('hour')}:${part('minute')}`
}

/** The office's day of a moment: `2026-11-24`. */
export function dayOf(text: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(new Date(text))
}

/** The whole moment, for a hover. */
export function fullMoment(text: string | null | undefined): string {
  if (!text) return ''
  return new Intl.DateTimeFormat(locale(), { timeZone: zone, dateStyle: 'full', timeStyle: 'medium' }).format(new Date(text))
}

/** How long in two units at most: `3天4小时`, `25分`. */
export function span(milliseconds: number): string {
  const { t } = i18n.global
  const minutes = Math.max(0, Math.round(milliseconds / 60_000))
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60]
  if (days >= 30) return t('span.days', { n: days })
  if (days > 0) return t('span.days', { n: days }) + (hours ? t('span.hours', { n: hours }) : '')
  if (hours > 0) return t('span.hours', { n: hours }) + (rest ? t('span.minutes', { n: rest }) : '')
  return t('span.minutes', { n: rest })
}

/** How far something moves: `+3天`, `−4小时`. */
export function signedSpan(milliseconds: number): string {
  return milliseconds === 0 ? '' : `${milliseconds > 0 ? '+' : '−'}${span(Math.abs(milliseconds))}`
}

/** A due time in words. The colour is the server's flag; it is said in words as well, because colour alone is not seen by all. */
export function dueWords(due: string, flag?: string | null): { tone: string; words: string } {
  const left = timeLeft(due)
  const tone = flag ?? (left.late ? 'overdue' : 'on_track')
  const words = left.late ? `${label('Flag', 'overdue')} ${left.words}` : i18n.global.t('due.left', { span: left.words })
  return { tone, words: tone === 'due_soon' && !left.late ? `${label('Flag', 'due_soon')} ${words}` : words }
}

/** How long until a due time of the server, and whether it has passed. */
export function timeLeft(due: string): { late: boolean; words: string } {
  const left = Date.parse(due) - serverClock.now
  return { late: left < 0, words: span(Math.abs(left)) }
}
