import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Reply } from '../../bots/reply/reply.ts';
import { faces } from '../conformance/front-ends/faces/index.ts';
import { findLost } from '../conformance/front-ends/reply-content.ts';
import { openPromptStage, type PromptStage } from '../support/prompt-stage.ts';

let stage: PromptStage;

beforeAll(async () => {
  stage = await openPromptStage();
  const kala = stage.shop('Kala Threads');
  const order = kala.placeOrder({ lines: [{ skuCode: 'HOODIE-M', quantity: 3 }] });
  const [lineId = ''] = order.lineIds;
  const line = { orderExternalId: order.externalId, lineId, quantity: 1 };
  kala.shipLine(line);
  kala.refundLine({ ...line, restock: 'return' });
  await stage.settle();
  // Whom the examples are about.
  await stage.people.add(stage.sellerId, { name: 'Ravi', role: 'warehouse' });
});
afterAll(() => stage.close());

/** Where the stage makes a no the right answer: what it must say. */
// Read or not: the parser learns.
const NOT_READ = /^$|do not (understand|know)/;
const RIGHTLY_REFUSED: Readonly<Record<string, RegExp>> = {
  'return 1001 1 HOODIE-M in Mumbai': /Nothing of order #1001 .* is waiting/,
  'ship 1001 via Delhivery tracking 14412345678901': /Nothing of order #1001 .* lies ready/,
  'set price HOODIE-M 1499': /costs ₹1,499.00 already/,
  'stock in Delhi': NOT_READ,
  // The change before it was of a setting.
  undo: /cannot be taken back/,
  'cancel 1001': /Nothing of order #1001 .* is left to cancel/,
  'hold 1001': /is over/,
  'unhold 1001': /is not held/,
  import: /Send a CSV file along with it/,
  // Nothing has happened to them yet.
  'edit automation 1: no, 15': /^$|could not read/,
  'edit automation 1: only in Mumbai': /^$|could not read/,
  'approve 12': /No action 12 waits/,
  'reject 12': /No action 12 waits/,
  'finish task 3': /No task 3 is open/,
  'close draft 2': /No draft 2 is open/,
  'save team warehouse team': /Say it in the group chat/,
  'forget team warehouse team': /No team is called/,
};

/** Of an automation that the line before has deleted. */
const AFTER_DELETE = /^$|There is no automation/;

function errorsOf(reply: Reply): string[] {
  return reply.blocks.flatMap((block) => (block.kind === 'error' ? [block.text] : []));
}

/** What a front-end would not show of an answer, or would show as more than text. */
function brokenOn(reply: Reply): string[] {
  return faces.flatMap(({ id, show, findLive }) =>
    [...findLost(reply, show(reply)), ...findLive(reply)].map((piece) => `${id}: ${piece}`),
  );
}

test('every example of every command can be typed as it stands, and every front-end shows its answer', async () => {
  const answered: string[] = [];
  for (const command of stage.commands) {
    for (const example of command.examples) {
      const answer = await stage.say(example);
      const errors = errorsOf(answer);
      expect(brokenOn(answer), example).toEqual([]);
      const isOfOne = command.group === 'automations' && / 1\b/.test(example);
      const expected = RIGHTLY_REFUSED[example] ?? (isOfOne ? AFTER_DELETE : undefined);
      if (expected) expect(errors.join(), example).toMatch(expected);
      else expect(errors, example).toEqual([]);
      answered.push(example);
    }
  }
  expect(answered.length).toBeGreaterThan(50);
  await stage.settle();
}, 60_000);

test('after all of that the books still prove themselves', async () => {
  expect(await stage.read('prove')).toMatch(/^ {2}PASS {2}/);
});
