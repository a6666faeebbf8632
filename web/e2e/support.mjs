// A real server with the demonstration street, and Debian's Chromium in front of it.
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'

const binary = process.env.GRIDWARD_BINARY ?? '../target/debug/gridward'
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PASSWORD = 'gridward-demo'

function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => done(port))
    })
  })
}

/** The surroundings without what somebody set for a server of his own. */
const plain = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GRIDWARD_')))

/** The demonstration street as this binary builds it, built once an hour: every journey gets a copy of its own. */
function streetOf() {
  const { mtimeMs, size } = statSync(binary)
  const kept = join(tmpdir(), `gridward-street-${Math.round(mtimeMs)}-${size}-${Math.floor(Date.now() / 3_600_000)}`)
  if (existsSync(kept)) return kept
  const folder = mkdtempSync(`${kept}-`)
  const env = { ...plain(), GRIDWARD_DATA_DIR: folder, GRIDWARD_DATABASE_URL: `sqlite://${folder}/gridward.db`, GRIDWARD_LOG: 'warn' }
  for (const command of ['migrate', 'demo']) {
    const done = spawnSync(binary, [command], { env, encoding: 'utf8' })
    if (done.status !== 0) throw new Error(`gridward ${command}: ${done.stderr}`)
  }
  renameSync(folder, kept)
  return kept
}

/** Starts a server with the demonstration street in a folder of its own. */
export async function startStreet() {
  const folder = mkdtempSync(join(tmpdir(), 'gridward-e2e-'))
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const env = {
    ...plain(),
    GRIDWARD_DATA_DIR: folder, GRIDWARD_DATABASE_URL: `sqlite://${folder}/gridward.db`, GRIDWARD_LISTEN: `127.0.0.1:${port}`, GRIDWARD_BASE_URL: base,
    GRIDWARD_LOG: 'warn', GRIDWARD_LOG_FORMAT: 'text', GRIDWARD_DOOR_PER_MINUTE: '6000', GRIDWARD_DOOR_BURST: '1000',
  }
  cpSync(streetOf(), folder, { recursive: true })
  let server
  const answers = async () => {
    for (;;) {
      try {
        if ((await fetch(`${base}/readyz`)).ok) return
      } catch {
        await new Promise((again) => setImmediate(again))
      }
    }
  }
  const up = async () => {
    server = spawn(binary, ['serve'], { env, stdio: ['ignore', 'inherit', 'inherit'] })
    const gone = new Promise((_, fail) => server.once('exit', (code) => fail(new Error(`the server ended with ${code}`))))
    gone.catch(() => undefined)
    await Promise.race([answers(), gone])
  }
  const down = async () => {
    const ended = new Promise((done) => server.once('exit', done))
    server.kill('SIGTERM')
    await ended
  }
  await up()
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--use-gl=swiftshader', '--enable-unsafe-swiftshader'],
  })
  return {
    base,
    browser,
    up,
    down,
    async stop() {
      await browser.close()
      await down()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A page whose every complaint (script error, refused by the policy) is collected. */
export async function openPage(street, { phone = false, lang = 'zh-CN' } = {}) {
  const context = await street.browser.newContext({
    locale: lang, baseURL: street.base, hasTouch: phone,
    viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    geolocation: { longitude: 116.7901, latitude: 36.4925 }, permissions: ['geolocation'],
  })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  const complaints = []
  page.on('request', (request) => {
    // Nobody else is to hear of our readers.
    if (/^https?:/.test(request.url()) && !request.url().startsWith(street.base)) complaints.push(`asked ${request.url()}`)
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource|ERR_INTERNET_DISCONNECTED|ERR_INCOMPLETE_CHUNKED/.test(message.text())) complaints.push(message.text())
  })
  return { page, context, complaints }
}

export async function logIn(page, login) {
  await page.goto('/log-in')
  await page.fill('input[name=username]', login)
  await page.fill('input[name=password]', PASSWORD)
  await page.click('button.button--main')
  await page.waitForURL((url) => !url.pathname.startsWith('/log-in'))
}

/** What axe finds seriously wrong with the page as it stands. */
export async function seriousFaults(page) {
  // What fades in or out is neither there nor gone: it is looked at when it stands still.
  await page.waitForFunction(() =>
    document.getAnimations().every((one) => one.playState !== 'running' || one.effect.getComputedTiming().iterations === Infinity),
  )
  // The policy of the page forbids scripts from elsewhere; the debugger's door is not the page's.
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }))
  return violations
    .filter((fault) => ['serious', 'critical'].includes(fault.impact))
    .map((fault) => `${fault.id}: ${fault.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`)
}

/** Asks the API as somebody, without a browser. */
export async function apiOf(street, login) {
  const ask = async (method, path, body, headers = {}) => {
    const response = await fetch(`${street.base}/api/v1${path}`, { method, body: body && JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return text ? JSON.parse(text) : null
  }
  const { access_token: token } = await ask('POST', '/sessions', { login, password: PASSWORD })
  return (method, path, body, headers = {}) => ask(method, path, body, { authorization: `Bearer ${token}`, ...headers })
}
