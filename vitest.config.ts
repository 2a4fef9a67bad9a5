import { defineConfig } from 'vitest/config'

/** Specs without JSX that need a document, its storage or its address. */
const inBrowser = 'src/app/**/*.dom.spec.ts'

export default defineConfig({
  define: { __DEMO__: 'false' },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{src,e2e}/**/*.spec.ts', 'scripts/**/*.spec.mjs'],
          exclude: [inBrowser],
          // Nothing here keeps anything in a module that others would see, so the files can share them, which is faster.
          isolate: false,
          pool: 'threads',
          maxWorkers: '100%',
          restoreMocks: true,
          unstubEnvs: true,
          unstubGlobals: true,
        },
      },
      {
        extends: true,
        test: {
          name: 'page',
          include: ['src/app/**/*.spec.tsx', inBrowser],
          environment: 'jsdom',
          setupFiles: ['src/app/testing/setup.ts'],
          pool: 'threads',
          maxWorkers: '100%',
        },
      },
      {
        extends: true,
        test: {
          name: 'contract',
          include: ['e2e/contract/**/*.contract.ts'],
          testTimeout: 60_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'dictionary',
          include: ['e2e/dictionary/**/*.dictionary.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          // A hub's Python environment may have to be made first.
          hookTimeout: 400_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'proxy',
          include: ['e2e/proxy/**/*.proxy.ts'],
          // Most of the time of a test is a wait for a stream.
          maxWorkers: 2,
          maxConcurrency: 6,
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'differential',
          include: ['e2e/differential/**/*.differential.ts'],
          maxWorkers: 2,
          // Other cases in every run; one seed for all hubs, which they print.
          env: { SCOPES_SEED: process.env['SCOPES_SEED'] ?? String(Math.floor(Math.random() * 1_000_000)) },
          testTimeout: 120_000,
          // A hub's Python environment may have to be made first.
          hookTimeout: 400_000,
        },
      },
    ],
  },
})
