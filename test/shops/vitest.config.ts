// Tests against real shops (npm run test:shops). Apart from npm test: they install and start
// somebody else's server. Files end in .live.ts so that the ordinary run does not find them.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/shops/**/*.live.ts'],
    globalSetup: ['test/shops/provide-postgres.ts', 'test/support/postgres-setup.ts'],
    reporters: ['default', 'test/support/closing-line.ts'],
    // A shop takes both cores of a small machine; two of them measure each other.
    fileParallelism: false,
    // A hundred orders take the shop half a minute when it is alone, and much longer when it is
    // not.
    testTimeout: 600_000,
    // The first run installs the shop's packages.
    hookTimeout: 600_000,
  },
});
