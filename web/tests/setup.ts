// The modules under test run in browsers: what they touch when they are loaded.
const store = new Map<string, string>()
Object.assign(globalThis, {
  localStorage: { getItem: (key: string) => store.get(key) ?? null, setItem: (key: string, value: string) => store.set(key, value), removeItem: (key: string) => store.delete(key) },
  location: { origin: 'http://localhost' },
  addEventListener: () => undefined,
  document: { createElement: () => ({}), documentElement: { lang: '' }, visibilityState: 'visible' },
})
Object.defineProperty(globalThis, 'navigator', { value: { language: 'zh-CN', onLine: true, userAgent: 'test' }, configurable: true })
export {}
