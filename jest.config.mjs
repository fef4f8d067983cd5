import { availableParallelism } from 'node:os'
import nextJest from 'next/jest.js'

const createConfig = nextJest({ dir: './' })

/** Packages that ship ES modules only; Jest runs CommonJS, so they are compiled like our own code. */
const modules = [
  'altcha-lib',
  '@noble',
  'nuqs',
  '@tanstack',
  'next-safe-action',
  'react-markdown',
  'remark-.*',
  'rehype-.*',
  'unified',
  'bail',
  'trough',
  'vfile.*',
  'unist-.*',
  'mdast-.*',
  'micromark.*',
  'hast-.*',
  'hastscript',
  'property-information',
  'space-separated-tokens',
  'comma-separated-tokens',
  'decode-named-character-reference',
  'character-entities.*',
  'character-reference-invalid',
  'devlop',
  'is-.*',
  'html-url-attributes',
  'estree-util-.*',
  'ccount',
  'escape-string-regexp',
  'longest-streak',
  'markdown-table',
  'parse-entities',
  'stringify-entities',
  'trim-lines',
  'zwitch',
  'get-east-asian-width',
  'web-namespaces',
  'html-void-elements',
].join('|')

async function project(displayName, testMatch, extra = {}) {
  const config = await createConfig({
    displayName,
    testMatch: [`<rootDir>/${testMatch}`],
    testEnvironment: 'node',
    setupFilesAfterEnv: ['<rootDir>/tests/support/setup.ts'],
    moduleNameMapper: {
      '^server-only$': '<rootDir>/node_modules/server-only/empty.js',
      '^fast-check$': '<rootDir>/tests/support/fast-check.ts',
      '^@/(.*)$': '<rootDir>/$1',
    },
    modulePathIgnorePatterns: ['<rootDir>/\\.next.*/', '<rootDir>/\\.data/'],
    ...extra,
  })()
  return { ...config, transformIgnorePatterns: [`/node_modules/(?!(${modules})/)`, '^.+\\.module\\.(css|sass|scss)$'] }
}

const withSystem = {
  globalSetup: '<rootDir>/tests/support/system-setup.mjs',
  globalTeardown: '<rootDir>/tests/support/system-teardown.mjs',
}

const withBoth = {
  globalSetup: '<rootDir>/tests/support/full-setup.mjs',
  globalTeardown: '<rootDir>/tests/support/full-teardown.mjs',
}

const withDatabase = {
  globalSetup: '<rootDir>/tests/support/database-setup.mjs',
  globalTeardown: '<rootDir>/tests/support/database-teardown.mjs',
}

export default async () => ({
  // only what hangs ends: a machine may be ten times as slow as another
  testTimeout: 300_000,
  // one more than there are cores: who waits for the database or for a moment to come needs none; each takes up to two gigabytes
  maxWorkers: Math.min(4, availableParallelism() + 1),
  // every test file reads all modules anew, and not all of that is let go of: a worker of 500 files would take four gigabytes
  workerIdleMemoryLimit: '1.2GB',
  projects: [
    await project('architecture', 'tests/architecture/**/*.test.ts'),
    await project('rules', 'tests/rules/**/*.test.ts'),
    await project('dal', 'tests/{dal,actions}/**/*.test.ts', withDatabase),
    await project('components', 'tests/components/**/*.test.tsx', {
      testEnvironment: 'jsdom',
      setupFilesAfterEnv: ['<rootDir>/tests/support/setup.ts', '<rootDir>/tests/support/setup-dom.ts'],
    }),
    await project('e2e', 'tests/e2e/**/*.test.ts', withSystem),
    await project('demo', 'tests/e2e-demo/**/*.test.ts', withSystem),
    await project('xizang', 'tests/e2e-xizang/**/*.test.ts', withSystem),
    await project('shaoxing', 'tests/e2e-shaoxing/**/*.test.ts', withSystem),
    await project('full', 'tests/full/**/*.test.ts', withBoth),
  ],
})
