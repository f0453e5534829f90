import { test } from '@fast-check/vitest';
import fc, { type RunDetails } from 'fast-check';
import { expect } from 'vitest';

// Tests over drawn values. A failure prints the seed, the smallest values that fail, and the
// command that draws them again. SEED=… in the environment repeats a run.

const given = process.env.SEED;

function report(details: RunDetails<unknown>): void {
  const message = fc.defaultReportMessage(details);
  if (message === undefined) return;
  const file = expect.getState().testPath?.replace(`${process.cwd()}/`, '') ?? '<file>';
  const command = `SEED=${details.seed} node run.mjs --bin vitest run ${file}`;
  throw new Error(`${message}\nTo repeat: ${command}`, { cause: details.errorInstance });
}

fc.configureGlobal({
  ...(given === undefined ? {} : { seed: Number.parseInt(given, 10) }),
  reporter: report,
});

export { fc };
export const check = test;
