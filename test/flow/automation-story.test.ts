import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_CHANNEL } from '../../bots/demo-slack/demo-channel.ts';
import { enqueue } from '../../bots/notify/enqueue.ts';
import { note, offer, offers, reply } from '../../bots/reply/reply.ts';
import { type AutomationStage, openAutomationStage } from '../support/automation-prompt.ts';
import { toText } from '../support/talk-stage.ts';

const SENTENCE =
  'When stock drops below 10 units on any SKU, send a Slack notification to the warehouse team';
const DAY_MS = 86_400_000;

let stage: AutomationStage;
beforeAll(async () => {
  stage = await openAutomationStage();
  await stage.joinSlack({ id: 'U0RAVI', name: 'Ravi', role: 'warehouse' });
  await stage.joinSlack({ id: 'U0MEENA', name: 'Meena', role: 'manager' });
  await stage.joinSlack({ id: 'U0NOBODY', name: 'Nobody', role: null });
});
afterAll(() => stage.close());

const ask = async (text: string) => toText(await stage.ask(text));

/** Everything that the app posted since, anywhere. */
async function toldBy(act: () => Promise<unknown>): Promise<string[]> {
  const before = stage.slack.messages().length;
  await act();
  await stage.follow();
  return stage.slack
    .messages()
    .slice(before)
    .filter(({ user }) => user === null)
    .map(({ text }) => text);
}

const press = (user: string, button: string) =>
  toldBy(async () => {
    const message = stage.slack.messages().findLast(({ blocks }) => hasButton(blocks, button));
    if (!message) throw new Error(`Nothing says “${button}” there.`);
    await stage.slack.people.press({ user, message, button });
  });

const hasButton = (blocks: readonly unknown[], button: string) =>
  JSON.stringify(blocks).includes(`"text":"${button}"`);

describe('the sentence of the owner, at the prompt, with no key', () => {
  test('is read back as it is stored, with what it would have done, and is switched on by a yes', async () => {
    const preview = await ask(SENTENCE);
    expect(preview).toContain('When available stock of any SKU drops below 10');
    expect(preview).toContain('Then send a Slack message to the warehouse team');
    expect(preview).toMatch(/In the last \d+ days? it would/);
    expect(preview).toContain('Switch it on?');
    expect(await stage.automations.list(stage.sellerId)).toEqual([]);
    expect(await ask('yes')).toContain('Automation 1 is on.');
    const [made] = await stage.automations.list(stage.sellerId);
    expect(made).toMatchObject({
      state: 'on',
      rule: {
        trigger: { kind: 'stock-level', crossing: 'below', units: 10, scope: { of: 'any' } },
        actions: [
          { kind: 'notify', to: { of: 'team', team: 'warehouse team' }, frontEnd: 'slack' },
        ],
      },
    });
  });

  test('a sale that crosses 10 is one message in Slack, with SKU, quantity and a button', async () => {
    const told = await toldBy(() => stage.say('sold 7 hoodie-xl in mumbai'));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/\b9\b.*HOODIE-XL available/);
    expect(told[0]).toContain('Fleece hoodie, charcoal, XL');
    expect(told[0]).toContain('[Show stock]');
    expect(stage.shown.at(-1)).toBe(told[0]);
    expect(stage.cards().map(({ channel }) => channel)).toEqual([DEMO_CHANNEL.id]);
  });

  test('a second sale below it is none', async () => {
    expect(await toldBy(() => stage.say('sold 1 hoodie-xl in mumbai'))).toEqual([]);
  });

  test('restocked and crossed again, by a buyer this time, it is one more', async () => {
    expect(await toldBy(() => stage.say('received 4 hoodie-xl in mumbai'))).toEqual([]);
    const lines = [{ skuCode: 'HOODIE-XL', quantity: 3 }];
    const told = await toldBy(async () => stage.shop('Kala Threads').placeOrder({ lines }));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/\b9\b.*HOODIE-XL available/);
  });

  test('and it says why it ran, and why it did not', async () => {
    expect(await ask('why did rule 1 fire?')).toMatch(/HOODIE-XL: .*from 12 to 9/);
    expect(await ask('why did rule 1 not fire for mug-red?')).toMatch(/MUG-RED|never|not/);
    expect(await ask('automation history 1')).toMatch(/HOODIE-XL[\s\S]*HOODIE-XL/);
  });
});

describe('a button under a card', () => {
  test('answers whoever presses it, in the card’s thread, as often as it is pressed', async () => {
    const [first] = await press('U0RAVI', 'Show stock');
    expect(first).toMatch(/\b9\b.*HOODIE-XL available/);
    expect(await press('U0RAVI', 'Show stock')).toHaveLength(1);
    const [why] = await press('U0MEENA', 'Why?');
    expect(why).toContain('HOODIE-XL');
    const [card] = stage.cards();
    expect(JSON.stringify(card?.blocks)).toContain('Show stock');
  });

  test('says nothing of the shop to somebody we do not know', async () => {
    expect(await press('U0NOBODY', 'Show stock')).toEqual([]);
  });

  test('that changes something needs the role, asks the presser, and takes only their yes', async () => {
    const db = stage.database.database.forSeller(stage.sellerId);
    const target = { personId: null, frontEnd: 'slack', chatId: DEMO_CHANNEL.id };
    const card = reply(
      note('Rule 1'),
      offers([offer('Pause', 'pause automation', { automation: 1 })]),
    );
    const at = new Date();
    const o = { sellerId: stage.sellerId, key: 'card', target, reply: card, cause: 'a test', at };
    await enqueue(db, o);
    await stage.follow();
    const [refused] = await press('U0RAVI', 'Pause');
    expect(refused).toContain('needs the role manager; yours is warehouse');
    const [asked] = await press('U0MEENA', 'Pause');
    expect(asked).toContain('Pause automation 1');
    const [others] = await press('U0RAVI', 'Yes');
    expect(others).toContain('for somebody else');
    expect((await stage.automations.show(stage.sellerId, 1))?.state).toBe('on');
    const [done] = await press('U0MEENA', 'Yes');
    expect(done).toContain('Automation 1 is paused');
    expect((await stage.automations.show(stage.sellerId, 1))?.state).toBe('paused');
  });

  test('of a card that is a week old does nothing any more', async () => {
    stage.later(8 * DAY_MS);
    const [late] = await press('U0MEENA', 'Show stock');
    expect(late).toContain('expired');
    stage.later(-8 * DAY_MS);
  });
});

test('what anybody may subscribe to is an alert; with a figure or the event first it is a rule', async () => {
  expect(await ask('notify me if a push gets stuck')).toContain('unsubscribe parked');
  expect(await ask('when a push gets stuck, notify me')).toContain('New automation');
  await ask('no');
  expect(await ask('notify me if mug-red goes under 5')).toContain('New automation');
  await ask('no');
  const beyond = await ask('notify me if mug-red goes under 500');
  expect(beyond).toContain('so it cannot run for it before it is back at 500 or more');
  await ask('no');
});

test('what cannot be told exactly so is no alert for something near it', async () => {
  const near = ['goes below -2', 'drops below 1.5', 'falls below 20 ml', 'drops to 5 by friday'];
  for (const words of near) {
    const answer = await ask(`tell me when mug-red ${words}`);
    expect(answer, words).not.toMatch(/You will be told|New automation/);
  }
  expect(await ask('from monday on, tell me when mug-red drops below 10')).not.toContain(
    'told here',
  );
});

test('a chat that has two names is read back by its own', async () => {
  const to = { frontEnd: 'slack', chatId: DEMO_CHANNEL.id };
  await stage.automations.saveTarget(stage.sellerId, { name: 'godown lot', to, madeBy: null });
  const preview = await ask('when mug-red drops below 5 tell the godown lot');
  expect(preview).toContain(`Then tell the ${DEMO_CHANNEL.team}`);
  await ask('no');
});

test('a rule that would tell nobody says so before it is on; told is what has left', async () => {
  const nobody = await ask('when mug-red drops below 5 tell all viewers');
  expect(nobody).toContain('Nobody is a viewer here yet: nobody would be told.');
  await ask('no');
  expect(await ask('when mug-red drops below 5 tell all managers')).not.toContain('would be told');
  await ask('no');
  // Nothing carries messages to the terminal on this stage.
  expect(await ask('when towel-sand drops below 70 tell me')).not.toContain('would be told');
  await ask('yes');
  await ask('sold 15 towel-sand in mumbai');
  await stage.follow();
  const number = (await stage.automations.list(stage.sellerId)).at(-1)?.number;
  const why = await ask(`why fired ${number}`);
  expect(why).toContain('→ tell me (left to be sent, and not delivered yet)');
  await ask(`delete automation ${number}`);
  await ask('yes');
});

test('whoever is alone says yes twice to a deep cut that their own rule asks for', async () => {
  await ask('make Meena a viewer');
  await ask('yes');
  const made = await ask('when mug-red drops below 100, lower its price by 40%');
  expect(made).toContain('It will ask before it acts');
  await ask('yes');
  await ask('sold 21 mug-red in mumbai');
  await ask('yes');
  await stage.follow();
  const waiting = await ask('approvals');
  const number = /^\s*(\d+) ·/m.exec(waiting)?.[1];
  expect(waiting).toContain('→ ₹209.40');
  expect(await ask(`approve ${number}`)).toContain('it cuts the price by 40 %');
  expect(await ask('yes')).toContain('again');
  expect(await ask('price mug-red')).not.toContain('209.40');
  const rejected = await ask(`reject ${number}`);
  expect(rejected).toMatch(/Rejected: automation \d+ will not lower the price of MUG-RED by 40%\./);
  const rule = /automation (\d+)/.exec(rejected)?.[1];
  expect(await ask(`why fired ${rule}`)).toMatch(/\(not done, .*\d\d:\d\d: Owner rejected it\)/);
});

describe('what is said about a rule right after it', () => {
  let made = '';

  test('needs neither its number nor the word: “it” is the one that was made or changed', async () => {
    await ask('tell me when stock of any hoodie drops below 3');
    made = /Automation \d+(?= is on\.)/.exec(await ask('switch it on'))?.[0] ?? 'none';
    const preview = await ask('no, make it 4');
    expect(preview).toContain(`${made} becomes:`);
    expect(preview).toContain('below 4');
    expect(await ask('change it')).toContain(`${made} is changed`);
    expect(await ask("why didn't it fire?")).toContain(`${made}:`);
    expect(await ask('pause it')).toContain(`Pause ${made.toLowerCase()}`);
    expect(await ask('test it')).toContain(`${made}:`);
    await ask('pause it');
    expect(await ask('pause it')).toContain(`${made} is paused.`);
    expect(await ask('edit it')).toContain('What should be other?');
    expect(await ask('5')).toContain(`${made} becomes:`);
    await ask('no');
  });

  test('and where it is none of them, the one that ran last says why it fired', async () => {
    await ask('stock');
    const why = await ask('why did it fire?');
    expect(why).toMatch(/Automation \d+ ran at \d\d:\d\d: .* went from \d+ to \d+/);
    expect(why).not.toContain(made);
    await ask('stock');
    expect(await ask("why didn't it fire?")).toMatch(/Which automation\?/);
    expect(await ask(made)).toContain('It is paused');
  });
});

describe('half a wish', () => {
  test('is asked for its other half, and the answer makes it whole', async () => {
    expect(await ask('when hoodie-xl drops below 2')).toContain('What should happen then?');
    expect(await ask('tell me')).toMatch(/When available stock of HOODIE-XL drops below 2\n/);
    await ask('no');
    expect(await ask('tell me when stock is low')).toContain('below how many units?');
    expect(await ask('7')).toMatch(/When available stock of any SKU drops below 7\n/);
    await ask('no');
    expect(await ask('every monday at 9')).toContain('What should happen then?');
    expect(await ask('send me the report')).toContain('Every Monday at 09:00');
    await ask('no');
  });

  test('begins with what has to happen: a number, or a level by itself, is none', async () => {
    expect(await ask('1')).toContain('Nothing waits for an answer');
    expect(await ask('below 12')).not.toContain('What should happen then?');
  });

  test('is no change of the rule that is being shown', async () => {
    await ask('tell me when hoodie-xl drops below 2');
    expect(await ask('every monday at 9')).toContain('What should happen then?');
    await ask('no');
  });
});

test('the list counts them, and shows those of one SKU and when a rule of times is due next', async () => {
  await ask('every friday at 9 send me the report');
  expect(await ask('yes')).toContain('is on.');
  expect(await ask('automations')).toMatch(/automations, \d on[\s\S]*next Friday \d+ \w+ 09:00/);
  const hoodie = await ask('automations for hoodie-xl');
  expect(hoodie).toContain('for HOODIE-XL');
  expect(hoodie).not.toContain('Every Friday');
});

test('what cannot be done to a rule is answered with what can, and changes nothing', async () => {
  const before = await stage.automations.list(stage.sellerId);
  for (const line of [
    'rename automation 1 to Foo',
    'run automation 1 now',
    'pause automation 1 until tomorrow',
  ]) {
    expect(await ask(line), line).toContain('edit automation 1');
  }
  expect(await ask('delete all automations')).toContain('stop all automations');
  expect(await ask('approve')).toContain('Nothing waits for a yes');
  expect(await ask('reject')).toContain('Nothing waits for a yes');
  expect(await stage.automations.list(stage.sellerId)).toEqual(before);
});

test('the next thing that is said is no change of a rule that nobody has answered yet', async () => {
  const shown = 'tell me when kurta-m drops below 5';
  await ask(shown);
  expect(await ask('set price kurta-m 1499')).toContain('Set the price of KURTA-M');
  await ask('no');
  await ask(shown);
  expect(await ask('sold 1 kurta-m in mumbai')).toContain('Sold 1');
  await ask(shown);
  const other = await ask('when the price of kurta-m changes tell me');
  expect(other).toContain('When the price of KURTA-M changes');
  expect(await ask('no, for kurta-l')).toContain('When the price of KURTA-L changes');
  await ask('no');
});
