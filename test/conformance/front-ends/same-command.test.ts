import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Desk } from '../../../bots/conversation/desk.ts';
import { frontEnds } from '../../../bots/front-ends.ts';
import { openConversation } from '../../../bots/open-conversation.ts';
import type { Block, Reply } from '../../../bots/reply/reply.ts';
import { systemClock } from '../../../core/base/clock.ts';
import { systemIds } from '../../../core/base/ids.ts';
import { silentLogger } from '../../../core/base/log.ts';
import { systemRandom } from '../../../core/base/random.ts';
import { openPromptStage, type PromptStage } from '../../support/prompt-stage.ts';
import { faces } from './faces/index.ts';
import { findLost } from './reply-content.ts';
import { voices } from './voices.ts';

let stage: PromptStage;
let desk: Desk;
let ordinal = 0;

const hear = (id: string, text: string) => {
  ordinal += 1;
  return voices[id]?.({ sellerId: stage.sellerId, text, ordinal, at: systemClock.now() });
};

beforeAll(async () => {
  stage = await openPromptStage();
  const { engine, commands, people, sellerId } = stage;
  const surroundings = { clock: systemClock, ids: systemIds, random: systemRandom };
  const limits = { messagesPerMinute: 1_000, writesPerMinute: 1_000 };
  const opened = openConversation({
    ...{ engine, commands, ...surroundings, log: silentLogger, limits },
  });
  desk = opened.desk;
  const personId = await people.add(sellerId, { name: 'Ann', role: 'manager' });
  for (const frontEnd of Object.keys(voices)) {
    const externalId = hear(frontEnd, 'hello')?.sender.id ?? '';
    await people.addIdentity(sellerId, { personId, frontEnd, externalId, chatId: externalId });
  }
});
afterAll(() => stage.close());

/** Lines that leave the books as they were, so that each front-end begins alike. */
const LINES = [
  'stock mug-red',
  'received 4 mug-red in delhi',
  'sold 4 mug-red in delhi',
  'sold 3 hoodie',
  'no',
  'sold 9000 mug-red in delhi',
  'gibberish of no kind at all',
] as const;

/** What was said, apart from what is new each time. */
function gist({ outcome, blocks }: Reply): unknown {
  const said = blocks.map((block): Block | null => {
    if (block.kind === 'choices') return { ...block, questionId: null };
    // What the shops show meanwhile is theirs.
    return block.kind === 'table' ? null : block;
  });
  return { outcome, said };
}

test('every front-end that there is has a voice here', () => {
  expect(frontEnds.map(({ id }) => id).filter((id) => !(id in voices))).toEqual([]);
});

test('the same lines have the same effect and the same answer, whichever front-end they come by', async () => {
  const told = new Map<string, unknown[]>();
  for (const id of Object.keys(voices)) {
    const face = faces.find((each) => each.id === id);
    const steps: unknown[] = [];
    for (const text of LINES) {
      const message = hear(id, text);
      if (!message || !face) throw new Error(`${id} did not hear “${text}”.`);
      expect(message).toMatchObject({ frontEnd: id, standing: 'typed', content: { text } });
      await stage.settle();
      const before = await stage.sequence();
      const answer = await desk.converse(message);
      const entries = (await stage.sequence()) - before;
      expect(findLost(answer, face.show(answer)), `${id}: ${text}`).toEqual([]);
      steps.push({ text, entries, ...(gist(answer) as object) });
    }
    told.set(id, steps);
  }
  const first = told.get('console');
  expect(first?.map((step) => (step as { entries: number }).entries)).toEqual([
    0, 1, 1, 0, 0, 0, 0,
  ]);
  for (const steps of told.values()) expect(steps).toEqual(first);
});
