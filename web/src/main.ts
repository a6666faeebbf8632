import { createApp, watch } from 'vue'
import App from './App.vue'
import { i18n, locale } from './i18n'
import { router } from './router'
import { expiry, session } from './session'
import { askWhetherNewer, followChanges, line } from './shared/stream'
import './style.css'

document.documentElement.lang = locale()

const dark = matchMedia('(prefers-color-scheme: dark)')
const shade = (): void => void document.documentElement.classList.toggle('dark', dark.matches)
dark.addEventListener('change', shade)
shade()

// Whoever does not want to log in again on top of his page goes to the door, and comes back to the same place from there.
watch(
  () => expiry.asked,
  (asked) => {
    if (!asked && !session.signedIn.value) void router.push({ path: '/log-in', query: { to: router.currentRoute.value.fullPath } })
  },
)

// The server was updated and the part that is wanted now has another name: the page is loaded anew, at the place that was asked for.
router.onError((_error, to) => void askWhetherNewer().then(() => line.newer && location.assign(to.fullPath)))
followChanges()

createApp(App).use(i18n).use(router).mount('#app')

if ('serviceWorker' in navigator && import.meta.env.PROD) {
  addEventListener('load', () => {
    // WeChat's browser and plain http have none: everything else works without it.
    navigator.serviceWorker.register('/sw.js').catch(() => undefined)
  })
}
