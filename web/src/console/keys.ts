import { onBeforeUnmount, onMounted } from 'vue'

/** Keys of actions that are done a hundred times a day. */
export const ACTION_KEYS: Record<string, string> = {
  r: 'register', d: 'dispatch', m: 'merge', t: 'claim', n: 'note', c: 'close', v: 'post_check', e: 'receive', s: 'submit', y: 'confirm', a: 'acknowledge',
}

export function keyOf(action: string): string | undefined {
  return Object.entries(ACTION_KEYS).find(([, name]) => name === action)?.[0]
}

function writing(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.closest('[role="dialog"]') !== null
}

/** Listens for plain keys while nobody is writing. */
export function useKeys(handle: (key: string, event: KeyboardEvent) => boolean): void {
  const listen = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || writing(event)) return
    if (handle(event.key, event)) event.preventDefault()
  }
  onMounted(() => addEventListener('keydown', listen))
  onBeforeUnmount(() => removeEventListener('keydown', listen))
}
