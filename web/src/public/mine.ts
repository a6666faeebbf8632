import { ref } from 'vue'

/** A report that was sent from this device: enough to find it again, no words of it. */
export interface Mine {
  number: string
  code: string
}

const KEY = 'gridward.public.mine'
const MOST = 20

function read(): Mine[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? (kept as Mine[]).filter((one) => typeof one.code === 'string' && typeof one.number === 'string') : []
  } catch {
    return []
  }
}

export const mine = ref<Mine[]>(read())

function keep(list: Mine[]): void {
  mine.value = list
  localStorage.setItem(KEY, JSON.stringify(list))
}

/** The newest first. */
export function remember(one: Mine): void {
  keep([one, ...mine.value.filter((other) => other.code !== one.code)].slice(0, MOST))
}

/** A phone may be shared: whoever borrows it must not find what was reported. */
export function forgetAll(): void {
  keep([])
}
