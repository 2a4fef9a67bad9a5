import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const compressible = /\.(js|css|html|svg|json|txt)$/

/** Writes `file.br` and `file.gz` beside every text file, so that the service never compresses at run time. */
function precompress(directory: string): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    closeBundle() {
      for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
        if (!compressible.test(name)) continue
        const path = join(directory, name)
        const bytes = readFileSync(path)
        if (bytes.length < 512) continue
        writeFileSync(
          `${path}.br`,
          brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
        )
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
      }
    },
  }
}

/**
 * MSW's worker, but for one thing: it gives a page up at `beforeunload`. What the page still asks for would then go to
 * the host and fail there, and a page that stays after all would be without its hub.
 */
function demoWorker(): string {
  const source = readFileSync('node_modules/msw/lib/mockServiceWorker.js', 'utf8')
  const patched = source.replace("case 'CLIENT_CLOSED': {", '$& break')
  if (patched === source) throw new Error('MSW has another worker now: see what it does when a page is left')
  return patched
}

/** What the demo needs beside the page: the worker, and a page to log in for hosts that only serve files. */
const demoFiles = {
  'mockServiceWorker.js': { read: demoWorker, type: 'text/javascript' },
  'api/login/index.html': { read: () => readFileSync('src/app/demo/login.html', 'utf8'), type: 'text/html' },
} as const

/** Puts these files beside the built demo, and serves them in development; none of them is in the production page. */
function addDemoFiles(): Plugin {
  return {
    name: 'demo-files',
    generateBundle() {
      for (const [fileName, { read }] of Object.entries(demoFiles)) {
        this.emitFile({ type: 'asset', fileName, source: read() })
      }
    },
    configureServer({ middlewares }) {
      for (const [name, { read, type }] of Object.entries(demoFiles)) {
        middlewares.use(`/${name.replace(/index\.html$/, '')}`, (_, response) => {
          response.setHeader('Content-Type', type).end(read())
        })
      }
    },
  }
}

/** What nearly every page is made of, in one file. */
const parts = {
  name: 'parts',
  test: /src\/app\/(ui|components|table)\/|node_modules\/(@base-ui|@floating-ui|@tanstack\/(react-|)table)/,
  minShareCount: 2,
}

/** One configuration, three builds: the page (dist/app), the demo (dist/demo, `--mode demo`), the service (dist/server, `--ssr`). */
export default defineConfig(({ mode, isSsrBuild }) => {
  if (isSsrBuild) {
    return {
      publicDir: false,
      ssr: { noExternal: true, target: 'node' },
      build: {
        ssr: true,
        outDir: 'dist/server',
        emptyOutDir: true,
        target: 'node20',
        minify: false,
        rolldownOptions: {
          input: 'src/server/main.ts',
          output: { entryFileNames: 'hubscope.js', banner: '#!/usr/bin/env node' },
        },
      },
    }
  }
  const demo = mode === 'demo'
  const outDir = demo ? 'dist/demo' : 'dist/app'
  return {
    // Relative, because the prefix is only known at run time: the service injects <base href>.
    base: './',
    define: { __DEMO__: JSON.stringify(demo) },
    plugins: [react(), tailwindcss(), demo ? addDemoFiles() : precompress(outDir)],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      sourcemap: true,
      // Left alone, the bundler makes two dozen small files of what the pages have in common.
      rolldownOptions: { output: { codeSplitting: { groups: [parts] } } },
    },
  }
})
