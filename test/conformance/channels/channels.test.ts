import { describe, expect, it, onTestFinished } from 'vitest';
import { channels } from '../../../core/channels/registry.ts';
import { simulators } from '../../../core/channels/simulators.ts';
import { openBench } from './bench.ts';
import { exemptions } from './exemptions.ts';
import type { OpenBench } from './promise.ts';
import { promises } from './promises/index.ts';

describe.each([...channels.values()])('$title keeps its promises', (channel) => {
  const createSimulator = simulators.get(channel.slug);
  if (!createSimulator) throw new Error(`simulators.ts has no line for ${channel.slug}.`);
  const open: OpenBench = (options = {}) =>
    openBench({ channel, createSimulator, options, onEnd: onTestFinished });

  for (const { name, appliesTo, check } of promises) {
    if (appliesTo && !appliesTo(channel.capability)) continue;
    const isExempt = exemptions.some((one) => one.channel === channel.slug && one.promise === name);
    (isExempt ? it.fails : it)(name, () => check(open));
  }
});

describe('the suite itself', () => {
  it('has no two promises of one name', () => {
    const names = promises.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('exempts only channels and promises that there are', () => {
    const names = new Set(promises.map(({ name }) => name));
    const strangers = exemptions.filter(
      ({ channel, promise }) => !channels.has(channel) || !names.has(promise),
    );
    expect(strangers).toEqual([]);
  });

  it('has a simulator for every channel, and no others', () => {
    expect([...simulators.keys()].toSorted()).toEqual([...channels.keys()].toSorted());
  });
});
