import type { Reporter, TestModule } from 'vitest/node';

/**
 * Prints "N passed, N failed, N skipped" alone on the last line. A file that could not be loaded
 * and an error outside of any test count as failed.
 */
class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errorsOutside: readonly unknown[]): void {
    const count = { passed: 0, failed: errorsOutside.length, skipped: 0 };
    for (const module of modules) {
      let failedInside = 0;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'pending') count.skipped += 1;
        else count[state] += 1;
        if (state === 'failed') failedInside += 1;
      }
      if (module.state() === 'failed' && failedInside === 0) count.failed += 1;
    }
    // At exit, because the other reporters write their summary after this call.
    process.once('exit', () => {
      const { passed, failed, skipped } = count;
      process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
    });
  }
}

// The test runner takes reporters as default exports only.
export default ClosingLine;
