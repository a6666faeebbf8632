import { createI18n } from 'vue-i18n'
import en from './en'
import labels from './labels.json'
import zh from './zh-CN'

export type Locale = 'zh-CN' | 'en'
const KEY = 'gridward.lang'

function first(): Locale {
  const kept = localStorage.getItem(KEY)
  if (kept === 'zh-CN' || kept === 'en') return kept
  return navigator.language.toLowerCase().startsWith('zh') || !navigator.language ? 'zh-CN' : 'en'
}

export const i18n = createI18n({ legacy: false, locale: first(), fallbackLocale: 'zh-CN', messages: { 'zh-CN': zh, en } })

export function locale(): Locale {
  return i18n.global.locale.value as Locale
}

export function speak(to: Locale): void {
  i18n.global.locale.value = to
  localStorage.setItem(KEY, to)
  document.documentElement.lang = to
}

type Labels = Record<string, Record<string, { zh: string; en: string }>>

/** The office's word for a code, as the server itself calls it. An unknown code (a newer server) stands for itself. */
export function label(kind: string, code: string | null | undefined): string {
  if (!code) return ''
  const word = (labels as Labels)[kind]?.[code]
  return word ? word[locale() === 'en' ? 'en' : 'zh'] : code
}

/** All codes of a kind, in the order of the server. */
export function codes(kind: string): string[] {
  return Object.keys((labels as Labels)[kind] ?? {})
}
