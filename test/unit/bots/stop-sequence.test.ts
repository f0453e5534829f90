import { afterEach, describe, expect, it } from 'vitest';
import { createStopSequence } from '../../../bots/stop-sequence.ts';
import { systemClock } from '../../../core/base/clock.ts';
import { silentLogger } from '../../../core/base/log.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const before = new Map(SIGNALS.map((signal) => [signal, process.listeners(signal)]));

// Each sequence listens for as long as its process lives; here the process is the test's.
afterEach(() => {
  for (const signal of SIGNALS) {
    const added = process.listeners(signal).filter((each) => !before.get(signal)?.includes(each));
    for (const listener of added) process.off(signal, listener);
  }
});

/** A program whose clock and whose end are in our hands. */
function program(o: { shutDown?: () => Promise<void>; stopMsMax?: number } = {}) {
  let nowMs = 1_000;
  let runOut = () => {};
  const exits: number[] = [];
  let shutDowns = 0;
  const sequence = createStopSequence({
    clock: {
      ...systemClock,
      monotonicMs: () => nowMs,
      after(_, run) {
        runOut = run;
        return () => {};
      },
    },
    log: silentLogger,
    stopMsMax: o.stopMsMax ?? 1_000,
    shutDown() {
      shutDowns += 1;
      return o.shutDown?.() ?? Promise.resolve();
    },
    exit: (code) => void exits.push(code),
  });
  return {
    sequence,
    exits,
    shutDowns: () => shutDowns,
    later(ms: number) {
      nowMs += ms;
    },
    runOutOfTime: () => runOut(),
  };
}

const never = () => new Promise<void>(() => {});
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the end of the program', () => {
  it('one Ctrl-C that arrives twice ends it once, in order', async () => {
    const { exits, shutDowns, later } = program();
    process.emit('SIGHUP');
    later(30);
    process.emit('SIGHUP');
    await settled();
    expect(shutDowns()).toBe(1);
    expect(exits).toEqual([0]);
  });

  it('a second Ctrl-C a moment later forces it', () => {
    const { exits, later } = program({ shutDown: never });
    process.emit('SIGHUP');
    later(500);
    process.emit('SIGHUP');
    expect(exits).toEqual([1]);
  });

  it('work that does not end is cut short when the time is over', () => {
    const { exits, runOutOfTime, sequence } = program({ shutDown: never });
    sequence.request('test');
    expect(exits).toEqual([]);
    runOutOfTime();
    expect(exits).toEqual([0]);
  });

  it('a stop that fails says so by its exit code', async () => {
    const { exits, sequence } = program({ shutDown: () => Promise.reject(new Error('no')) });
    sequence.request('test');
    await settled();
    expect(sequence.isRequested()).toBe(true);
    expect(exits).toEqual([1]);
  });
});
