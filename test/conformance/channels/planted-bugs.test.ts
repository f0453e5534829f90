import { describe, expect, it, onTestFinished } from 'vitest';
import { channels } from '../../../core/channels/registry.ts';
import { simulators } from '../../../core/channels/simulators.ts';
import { openBench } from './bench.ts';
import { exemptions } from './exemptions.ts';
import { plantedBugs } from './planted-bugs.ts';
import { promises } from './promises/index.ts';

// A suite that passes whatever the adapter does would be worse than none, so every adapter is
// broken on purpose, one bug at a time, and the promise that should notice must fail.
describe.each([...channels.values()])(
  'the promises notice an adapter of $title that',
  (channel) => {
    for (const { name, noticedBy, appliesTo, plant } of plantedBugs) {
      const promise = promises.find((candidate) => candidate.name === noticedBy);
      if (!promise) throw new Error(`No promise is called "${noticedBy}".`);
      const isPossible = [promise.appliesTo, appliesTo].every(
        (test) => test?.(channel.capability) ?? true,
      );
      if (!isPossible) continue;
      if (exemptions.some((one) => one.channel === channel.slug && one.promise === noticedBy))
        continue;

      it(name, async () => {
        const createSimulator = simulators.get(channel.slug);
        if (!createSimulator) throw new Error(`simulators.ts has no line for ${channel.slug}.`);
        const broken = plant(channel);
        const checked = promise.check((options = {}) =>
          openBench({ channel: broken, createSimulator, options, onEnd: onTestFinished }),
        );
        await expect(checked).rejects.toThrow();
      });
    }
  },
);
