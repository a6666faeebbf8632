import { onBeforeUnmount, onMounted } from 'vue'

const EVERY = 15_000

/** Calls when what is shown may have changed: every few seconds while somebody looks, and when he comes back. */
export function useLive(changed: () => void): void {
  let timer = 0
  const ask = (): void => {
    if (document.visibilityState === 'visible') changed()
  }
  onMounted(() => {
    timer = setInterval(ask, EVERY) as unknown as number
    document.addEventListener('visibilitychange', ask)
  })
  onBeforeUnmount(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', ask)
  })
}
