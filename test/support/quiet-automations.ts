import { openAutomations } from '../../bots/open-automations.ts';
import type { People } from '../../bots/people/people.ts';
import type { Clock } from '../../core/base/clock.ts';
import { silentLogger } from '../../core/base/log.ts';
import { systemRandom } from '../../core/base/random.ts';
import type { Engine } from '../../core/engine.ts';

/** Automations that nobody has started, for handlers that are called without a conversation. */
export function openQuietAutomations(o: { engine: Engine; clock: Clock; people: People }) {
  const { automations, book } = openAutomations({
    ...{ ...o, random: systemRandom, log: silentLogger },
    connected: () => ['console'],
  });
  const { ruleNames, rulesOf } = book;
  return { automations, ruleNames, rulesOf };
}
