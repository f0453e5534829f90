import { defineConfig } from 'vitest/config';

// The folders of `npm test`. What lies in test/long takes minutes and is asked for by name:
// node run.mjs --bin vitest run --mode long test/long/<name>
const SHORT = 'test/{unit,conformance,flow,oversell,simulation,migrations,architecture}';

export default defineConfig(({ mode }) => ({
  test: {
    include: [mode === 'long' ? 'test/long/**/*.test.ts' : `${SHORT}/**/*.test.ts`],
    globalSetup: ['test/support/postgres-setup.ts'],
    reporters: ['default', 'test/support/closing-line.ts'],
    // Processes, because tests start servers and measure time; two, because machines that build
    // have two cores.
    pool: 'forks',
    maxWorkers: 2,
    // Files of one worker share what they import: a fifth of the whole run was importing it again.
    isolate: false,
    // A database of one's own is made in a hook; on a busy machine that takes seconds.
    testTimeout: mode === 'long' ? 600_000 : 20_000,
    hookTimeout: 60_000,
  },
}));
