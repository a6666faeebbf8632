import { onBeforeUnmount, onMounted } from 'vue'
import { line, onChange, type Change } from './stream'

/** Many changes at once are one look. */
const REST_MS = 600
/** Without a line it is asked for instead; with one, colours still change by the clock alone. */
const EVERY_MS = 15_000
const SELDOM = 4

/** Calls when what is shown may have changed, one call at a time: on every change that is wanted, when somebody comes back to the
 * page, and every minute; every few seconds while there is no line. */
export function useLive(changed: () => Promise<unknown>, wants: (change: Change) => boolean = (change) => change.what !== 'inbox'): void {
  let [timer, rest, beats] = [0, 0, 0]
  let [busy, again] = [false, false]

  async function ask(): Promise<void> {
    if (document.visibilityState !== 'visible') return
    if (busy) {
      again = true
      return
    }
    busy = true
    await changed().catch(() => undefined)
    busy = false
    if (again) soon()
    again = false
  }
  function soon(): void {
    rest ||= setTimeout(() => ((rest = 0), void ask()), REST_MS) as unknown as number
  }
  const beat = (): void => {
    beats += 1
    if (!line.open || beats % SELDOM === 0) void ask()
  }
  const seen = (): void => void ask()
  let leave = (): unknown => undefined
  onMounted(() => {
    timer = setInterval(beat, EVERY_MS) as unknown as number
    leave = onChange((change) => wants(change) && soon())
    document.addEventListener('visibilitychange', seen)
  })
  onBeforeUnmount(() => {
    clearInterval(timer)
    clearTimeout(rest)
    leave()
    document.removeEventListener('visibilitychange', seen)
  })
}

/** What concerns one case. */
export const ofCase = (id: () => string) => (change: Change): boolean =>
  change.what === 'all' || ((change.what === 'case' || change.what === 'gone') && change.id === id())
