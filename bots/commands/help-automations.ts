// What can be done by itself, in sentences that can be typed; and what can be said of one rule.
import { note, type Offer, offer, offers, type Reply, reply, text } from '../reply/reply.ts';

/** One for each family of what can happen and of what can be done then. */
export const AUTOMATION_EXAMPLES: readonly string[] = [
  'When stock drops below 10 on any SKU, tell me',
  'When any SKU runs out of stock, pause its listing',
  'When an order over 5,000 arrives, tell me',
  'When an order is cancelled, create a task "check the stock"',
  'When 20 units of any SKU are sold within an hour, tell me',
  'When no unit of any SKU is sold for 30 days, lower its price by 10%',
  'When any SKU has less than 7 days of cover, draft a purchase order for 50 units',
  'When the price of any SKU falls by 10% or more, tell me',
  'When a shop is more than 5 minutes behind, tell me',
  'Every weekday at 9:00 send me the report',
];

const GROUP = 'automations';
const OF_ONE = /^(?:(rename|snooze|run|copy) )?automation (\d{1,6})$/;

/** Null: the topic is something else. */
export function helpWithAutomations(topic: string): Reply | null {
  if (topic === GROUP) return helpAll();
  if (topic === 'all automations') return helpStopAll();
  const [, wish = '', digits] = OF_ONE.exec(topic) ?? [];
  return digits === undefined ? null : helpOne(Number.parseInt(digits, 10), wish);
}

const AFTERWARDS: readonly string[] = [
  'Of one: automation 1 · edit automation 1: no, 15 · test automation 1 · pause automation 1 · ' +
    'resume automation 1 · delete automation 1',
  'What it did: automation history 1 · why fired 1 · why not 1',
  'Of all: automations · stop all automations · resume all automations',
  'Left for people: approvals · tasks · purchase drafts · teams',
];

function helpAll(): Reply {
  return reply(
    text('Say what should happen when, in your own words. For example:'),
    text(AUTOMATION_EXAMPLES.map((line) => `• ${line}`).join('\n')),
    note('It is shown to you, with what it would have done in 30 days, before it is switched on.'),
    text(AFTERWARDS.join('\n')),
    note('More of one: help edit automation'),
  );
}

const LEADS: Readonly<Record<string, string>> = {
  rename: 'An automation has a number and no name.',
  snooze:
    'A pause cannot end by itself: it lasts until the automation is resumed. Nothing was changed.',
  run: 'An automation cannot be run by hand: it runs when what it waits for happens.',
  copy: 'An automation cannot be copied: say the new one as a whole.',
};

function helpOne(number: number, wish: string): Reply {
  const slots = { automation: number };
  const pause: Offer[] = [
    offer('Pause', 'pause automation', slots),
    offer('Resume', 'resume automation', slots),
  ];
  const others: Offer[] = [
    offer('Show', 'automation', slots),
    offer('Test', 'test automation', slots),
  ];
  return reply(
    text(LEADS[wish] ?? `That I cannot do with automation ${number}. Nothing was changed.`),
    text(
      `What I can do: edit automation ${number}: no, 15 · delete automation ${number} · ` +
        `automation history ${number} · why fired ${number} · why not ${number}`,
    ),
    offers(wish === 'snooze' ? pause : [...others, ...pause]),
  );
}

function helpStopAll(): Reply {
  return reply(
    text('All of them can be stopped at once, and let act again. They are deleted by number.'),
    text('For example: delete automations 2 and 3'),
    offers([
      offer('Stop them', 'stop all automations'),
      offer('Resume them', 'resume all automations'),
      offer('List them', 'automations'),
    ]),
  );
}
