// Keeps the member app's shell, so that it opens without signal. Nothing depends on it: reports wait in IndexedDB, and where
// there is no service worker (WeChat's browser) the app works all the same once it is open.
const CACHE = 'gridward-shell-__VERSION__'
const SHELL = __SHELL__

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(['/member', '/icon.svg', ...SHELL]))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== location.origin || url.pathname.startsWith('/api/')) return
  if (event.request.mode === 'navigate') {
    if (!url.pathname.startsWith('/member') && url.pathname !== '/' && url.pathname !== '/log-in') return
    // The newest page when there is signal, the kept one when there is none.
    event.respondWith(fetch(event.request).catch(() => caches.match('/member')))
  } else if (url.pathname.startsWith('/assets/')) {
    event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)))
  }
})
