import { defineConfig } from 'vitest/config'

export default defineConfig({
  define: { __DEMO__: 'false' },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.spec.ts', 'src/**/*.spec.tsx', 'e2e/stack/**/*.spec.ts'],
          setupFiles: ['src/app/testing/setup.ts'],
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
    ],
  },
})
