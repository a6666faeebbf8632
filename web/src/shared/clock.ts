import { reactive } from 'vue'

/** The server's time as far as this device can know it, so that a wrong clock in a phone does not turn cases red. */
export const serverClock = reactive({
  offset: 0,
  now: Date.now(),
  heard(response: Response): void {
    const date = Date.parse(response.headers.get('date') ?? '')
    if (Number.isNaN(date)) return
    const offset = date - Date.now()
    // The header has whole seconds: less than two says nothing.
    this.offset = Math.abs(offset) < 2000 ? 0 : offset
  },
})

setInterval(() => (serverClock.now = Date.now() + serverClock.offset), 15_000)
