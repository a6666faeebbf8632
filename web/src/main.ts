import { createApp } from 'vue'
import App from './App.vue'
import { onSignedOut } from './api/client'
import { i18n, locale } from './i18n'
import { router } from './router'
import './style.css'

document.documentElement.lang = locale()

const dark = matchMedia('(prefers-color-scheme: dark)')
const shade = (): void => void document.documentElement.classList.toggle('dark', dark.matches)
dark.addEventListener('change', shade)
shade()

// An expired log-in asks again and comes back to the same place.
onSignedOut(() => void router.push({ path: '/log-in', query: { to: router.currentRoute.value.fullPath } }))

createApp(App).use(i18n).use(router).mount('#app')

if ('serviceWorker' in navigator && import.meta.env.PROD) {
  addEventListener('load', () => {
    // WeChat's browser and plain http have none: everything else works without it.
    navigator.serviceWorker.register('/sw.js').catch(() => undefined)
  })
}
