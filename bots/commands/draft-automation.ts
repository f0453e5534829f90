// Rules that are made and changed: the read-back, what they would have done, and a yes.
import { isDeepStrictEqual } from 'node:util';
import type { Automation } from '../../automations/engine/records.ts';
import { sayRule } from '../../automations/render/sentence.ts';
import { speaksOfAuthor } from '../../automations/rule/name-author.ts';
import type { Rule } from '../../automations/rule/rule.ts';
import { done, note, offer, offers, type Reply, refusal, text } from '../reply/reply.ts';
import { type AnyCommand, defineCommand, NO_WEIGHT, type Preview } from './command.ts';
import type { CommandContext } from './context.ts';
import { describeNext, readBackText, readRuleNames } from './describe-automation.ts';
import { BACK_TEST_DAYS, describeBackTest } from './describe-back-test.ts';
import { refuseSave } from './refuse-automation.ts';
import { automation, type RuleRef, rule } from './slot.ts';

export const draftAutomationCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'automate',
    aliases: ['new automation', 'new rule'],
    summary: 'Have something done by itself: when this, then that.',
    examples: [
      'When stock drops below 10 on any SKU, tell me',
      'every weekday at 9 send me the stock report',
      'if an order over ₹5,000 comes in, tell Ravi',
      'pause HOODIE-M on Kala Threads when available is 2 or less',
    ],
    group: 'automations',
    risk: 'write',
    role: 'manager',
    slots: { rule: rule('what should happen when') },
    preview: (context, { rule }) => previewNew(context, rule),
    run: (context, { rule }) => makeAutomation(context, rule),
  }),
  defineCommand({
    name: 'edit automation',
    aliases: ['edit rule', 'change automation'],
    summary: 'Change an automation by saying what is to be other.',
    examples: ['edit automation 1: no, 15', 'edit automation 1: only in Mumbai'],
    group: 'automations',
    isDetail: true,
    risk: 'write',
    role: 'manager',
    slots: { automation: automation(), rule: rule('what is to be other') },
    async preview(context, { automation, rule }) {
      const known = await context.automations.show(context.seller.sellerId, automation.number);
      if (!known) return gone(automation.number);
      return previewChange(context, known, rule);
    },
    run: (context, { automation, rule }) => changeAutomation(context, automation.number, rule),
  }),
];

const gone = (number: number) => refusal(`There is no automation ${number}.`, 'automations');

async function previewNew(context: CommandContext, { rule }: RuleRef): Promise<Preview | Reply> {
  const { automations, seller, person } = context;
  const { sellerId } = seller;
  const twin = await findTwin(context, rule);
  if (twin) return describeTwin(twin);
  const o = { rule, authorId: person.personId };
  const [answer, names] = await Promise.all([
    automations.check(sellerId, o),
    readRuleNames(context),
  ]);
  if (!answer.ok) return refusal(refuseSave(answer));
  return {
    sentence: `New automation:\n${readBackText(rule, names)}`,
    details: await describePast(context, rule, answer.warnings),
    weight: NO_WEIGHT,
    question: 'Switch it on?',
  };
}

async function previewChange(
  context: CommandContext,
  known: Automation,
  { rule }: RuleRef,
): Promise<Preview | Reply> {
  const { automations, seller, person } = context;
  const { number } = known;
  if (isDeepStrictEqual(known.rule, rule)) {
    return refusal(`Automation ${number} does exactly that already.`, `automation ${number}`);
  }
  const o = { rule, authorId: person.personId, except: number };
  const [answer, names] = await Promise.all([
    automations.check(seller.sellerId, o),
    readRuleNames(context),
  ]);
  if (!answer.ok) return refusal(refuseSave(answer));
  return {
    sentence:
      `Automation ${number} becomes:\n${readBackText(rule, names)}\n` +
      `Until now: ${sayRule(known.rule, names)}`,
    details: await describePast(context, rule, answer.warnings),
    weight: NO_WEIGHT,
    question: 'Change it?',
  };
}

async function describePast(context: CommandContext, rule: Rule, warnings: readonly string[]) {
  const { automations, seller, ruleNames, formats } = context;
  const { sellerId } = seller;
  const [found, catalog] = await Promise.all([
    automations.backTest(sellerId, { rule, days: BACK_TEST_DAYS }),
    automations.readCatalog(sellerId),
  ]);
  const words = { catalog, names: ruleNames(catalog), formats, isListed: false };
  const next = describeNext(rule, context);
  return [
    ...warnings.map((words) => text(words, 'warn')),
    ...(next ? [next] : []),
    ...describeBackTest(rule, found, words),
  ];
}

/** One that does the very same, whoever made it; "me" is somebody else in another's rule. */
async function findTwin(
  { automations, seller, person }: CommandContext,
  rule: Rule,
): Promise<Automation | undefined> {
  const all = await automations.list(seller.sellerId);
  const isOwn = speaksOfAuthor(rule);
  return all.find(
    (each) => isDeepStrictEqual(each.rule, rule) && (!isOwn || each.authorId === person.personId),
  );
}

function describeTwin({ number, state }: Automation): Reply {
  const tryThis = state === 'on' ? `automation ${number}` : `resume automation ${number}`;
  return refusal(`Automation ${number} does exactly that already; it is ${state}.`, tryThis);
}

async function makeAutomation(context: CommandContext, { rule }: RuleRef): Promise<Reply> {
  const { automations, seller, person } = context;
  // After a crash the same yes comes again: the rule that it made is the one.
  const twin = await findTwin(context, rule);
  const made = twin
    ? { ok: true as const, automation: twin }
    : await automations.create(seller.sellerId, {
        ...{ rule, authorId: person.personId, state: 'on' },
      });
  if (!made.ok) return refusal(refuseSave(made));
  const { number } = made.automation;
  const said = sayRule(rule, await readRuleNames(context));
  context.changed({
    what: `Automation ${number}: ${said}`,
    ...{ before: null, after: 'on', undo: { kind: 'automation-made', number } },
  });
  return done(
    text(`Automation ${number} is on.`, 'good'),
    note(said),
    offers([
      offer('Test it', 'test automation', { automation: number }),
      offer('Pause it', 'pause automation', { automation: number }),
    ]),
  );
}

async function changeAutomation(
  context: CommandContext,
  number: number,
  { rule }: RuleRef,
): Promise<Reply> {
  const { automations, seller, person } = context;
  const { sellerId } = seller;
  const known = await automations.show(sellerId, number);
  if (!known) return gone(number);
  const answer = await automations.revise(sellerId, { number, rule, authorId: person.personId });
  if (!answer.ok) return refusal(refuseSave(answer));
  const names = await readRuleNames(context);
  const said = sayRule(rule, names);
  context.changed({
    what: `Automation ${number}`,
    ...{ before: sayRule(known.rule, names), after: said },
    undo: {
      ...{ kind: 'automation-rule', number, after: rule },
      ...{ before: known.rule, authorId: known.authorId },
    },
  });
  const { state } = answer.automation;
  return done(text(`Automation ${number} is changed; it is ${state}.`, 'good'), note(said));
}
