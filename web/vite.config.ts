import vue from '@vitejs/plugin-vue'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vitest/config'

const out = 'dist'

/** Every file below a folder, with its path from there. */
function files(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below ? `${below}/${entry.name}` : entry.name
    return entry.isDirectory() ? files(folder, path) : [path]
  })
}

/** Writes the list of the member app's files into the service worker, then lays a .br and a .gz beside each text. */
function finish(): Plugin {
  let shell: string[] = []
  return {
    name: 'gridward-finish',
    apply: 'build',
    generateBundle(_options, bundle) {
      // The phone needs no map and no console to start without signal.
      const chunks = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [file] : []))
      const wanted = new Set<string>()
      const visit = (name: string): void => {
        const chunk = chunks.find((c) => c.fileName === name)
        if (!chunk || wanted.has(name)) return
        wanted.add(name)
        chunk.viteMetadata?.importedCss.forEach((css) => wanted.add(css))
        chunk.imports.forEach(visit)
      }
      for (const chunk of chunks) {
        const module = chunk.facadeModuleId ?? ''
        if (chunk.isEntry || module.includes('/src/member/') || module.includes('/src/LogIn')) visit(chunk.fileName)
      }
      shell = [...wanted].map((name) => `/${name}`)
    },
    closeBundle() {
      const worker = join(out, 'sw.js')
      const text = readFileSync(worker, 'utf8')
      const version = gzipSync(shell.join()).toString('base64url').slice(-12)
      writeFileSync(worker, text.replace('__SHELL__', JSON.stringify(shell)).replace('__VERSION__', version))
      for (const path of files(out).filter((name) => /\.(html|js|css|svg|json|webmanifest)$/.test(name))) {
        const body = readFileSync(join(out, path))
        const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }
        writeFileSync(join(out, `${path}.br`), brotliCompressSync(body, quality))
        writeFileSync(join(out, `${path}.gz`), gzipSync(body, { level: 9 }))
      }
    },
  }
}

/** Vant's styles name an icon font on another server. No icon of it is used, and nobody else is to hear of our readers. */
function noOutsideFonts(): Plugin {
  return {
    name: 'gridward-no-outside-fonts',
    enforce: 'pre',
    transform(code, id) {
      return /\/vant\/.*\.css$/.test(id) ? { code: code.replace(/@font-face\s*\{[^}]*\}/g, ''), map: null } : null
    },
  }
}

export default defineConfig({
  plugins: [noOutsideFonts(), vue(), finish()],
  build: { outDir: out, target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0, chunkSizeWarningLimit: 1200 },
  server: { proxy: { '/api': process.env['GRIDWARD_DEV'] ?? 'http://127.0.0.1:8080' } },
  test: { environment: 'node', include: ['tests/**/*.test.ts'], setupFiles: ['tests/setup.ts'], pool: 'threads', poolOptions: { threads: { maxThreads: 1, minThreads: 1 } } },
})
