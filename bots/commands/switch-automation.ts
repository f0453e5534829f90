// Rules that are switched off and on, deleted, or all stopped at once.
import { sayRule } from '../../automations/render/sentence.ts';
import { done, note, type Reply, refusal, text } from '../reply/reply.ts';
import { type AnyCommand, defineCommand, NO_WEIGHT } from './command.ts';
import type { CommandContext } from './context.ts';
import { readRuleNames } from './describe-automation.ts';
import { refuseSave } from './refuse-automation.ts';
import { automation } from './slot.ts';

export const switchAutomationCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'pause automation',
    aliases: ['pause rule'],
    summary: 'Switch an automation off for now.',
    examples: ['pause automation 1'],
    group: 'automations',
    isDetail: true,
    risk: 'write',
    role: 'manager',
    slots: { automation: automation() },
    preview: (context, o) => previewOne(context, o, { verb: 'Pause', already: 'paused' }),
    run: (context, { automation }) => setState(context, automation.number, 'paused'),
  }),
  defineCommand({
    name: 'resume automation',
    aliases: ['resume rule'],
    summary: 'Switch an automation on again.',
    examples: ['resume automation 1'],
    group: 'automations',
    isDetail: true,
    risk: 'write',
    role: 'manager',
    slots: { automation: automation() },
    preview: (context, o) => previewOne(context, o, { verb: 'Switch on', already: 'on' }),
    run: (context, { automation }) => setState(context, automation.number, 'on'),
  }),
  defineCommand({
    name: 'delete automation',
    aliases: ['delete rule', 'remove automation'],
    summary: 'Delete an automation. Its history stays.',
    examples: ['delete automation 1'],
    group: 'automations',
    isDetail: true,
    risk: 'write',
    role: 'manager',
    slots: { automation: automation() },
    preview: (context, o) => previewOne(context, o, { verb: 'Delete', already: null }),
    run: (context, { automation }) => remove(context, automation.number),
  }),
  defineCommand({
    name: 'stop all automations',
    aliases: ['stop all rules'],
    summary: 'Stop everything that is done by itself, at once.',
    examples: ['stop all automations'],
    group: 'automations',
    risk: 'write',
    role: 'manager',
    slots: {},
    async preview({ automations, seller }) {
      if (await automations.readStop(seller.sellerId)) return stoppedAlready();
      const all = await automations.list(seller.sellerId);
      const on = all.filter(({ state }) => state === 'on').length;
      const sentence = `Stop all automations: ${on} on. Until they are resumed nothing is done.`;
      return { sentence, weight: NO_WEIGHT, question: 'Stop them all?' };
    },
    run: stopAll,
  }),
  defineCommand({
    name: 'resume all automations',
    aliases: ['resume all rules'],
    summary: 'Let automations act again after a stop.',
    examples: ['resume all automations'],
    group: 'automations',
    isDetail: true,
    risk: 'write',
    role: 'manager',
    slots: {},
    async preview({ automations, seller }) {
      if (!(await automations.readStop(seller.sellerId))) return nothingStopped();
      const sentence = 'Let automations act again. What happened meanwhile is not made up for.';
      return { sentence, weight: NO_WEIGHT };
    },
    run: resumeAll,
  }),
];

const gone = (number: number) => refusal(`There is no automation ${number}.`, 'automations');
const stoppedAlready = () =>
  refusal('They are stopped already. Nothing is done by itself.', 'resume all automations');
const nothingStopped = () =>
  refusal('Nothing is stopped: they act as they are set.', 'automations');

async function previewOne(
  context: CommandContext,
  { automation }: { automation: { readonly number: number } },
  o: { verb: string; already: 'on' | 'paused' | null },
) {
  const { automations, seller } = context;
  const { number } = automation;
  const known = await automations.show(seller.sellerId, number);
  if (!known) return gone(number);
  if (known.state === o.already) {
    return refusal(`Automation ${number} is ${known.state} already.`, `automation ${number}`);
  }
  const said = sayRule(known.rule, await readRuleNames(context));
  return { sentence: `${o.verb} automation ${number}: ${said}`, weight: NO_WEIGHT };
}

async function setState(
  context: CommandContext,
  number: number,
  state: 'on' | 'paused',
): Promise<Reply> {
  const { automations, seller, person } = context;
  const { personId } = person;
  const answer = await automations.setState(seller.sellerId, { number, state, personId });
  if (!answer.ok) return refusal(refuseSave(answer), 'automations');
  const { before } = answer;
  context.changed({
    what: `Automation ${number}`,
    ...{ before, after: state },
    undo: { kind: 'automation-state', number, state: before === 'on' ? 'on' : 'paused' },
  });
  const words =
    state === 'on'
      ? `Automation ${number} is on. It hears of what comes from now on.`
      : `Automation ${number} is paused.`;
  const other = state === 'on' ? `pause automation ${number}` : `resume automation ${number}`;
  return done(text(words, 'good'), note(`The other way: ${other}`));
}

async function remove(context: CommandContext, number: number): Promise<Reply> {
  const { automations, seller, person } = context;
  const { personId } = person;
  const answer = await automations.remove(seller.sellerId, { number, personId });
  if (!answer.ok) return refusal(refuseSave(answer), 'automations');
  const { before } = answer;
  context.changed({
    what: `Deleted automation ${number}`,
    ...{ before, after: null, undo: { kind: 'automation-removed', number } },
  });
  return done(text(`Automation ${number} is deleted.`, 'good'));
}

async function stopAll(context: CommandContext): Promise<Reply> {
  const { automations, seller, person } = context;
  if (!(await automations.stopAll(seller.sellerId, person.personId))) return stoppedAlready();
  context.changed({
    what: 'All automations',
    ...{ before: 'acting', after: 'stopped' },
    undo: { kind: 'automations-stopped', isStopped: false },
  });
  return done(
    text('All automations are stopped.', 'good'),
    note('When they may act again: resume all automations'),
  );
}

async function resumeAll(context: CommandContext): Promise<Reply> {
  const { automations, seller, person } = context;
  if (!(await automations.resumeAll(seller.sellerId, person.personId))) return nothingStopped();
  context.changed({
    what: 'All automations',
    ...{ before: 'stopped', after: 'acting' },
    undo: { kind: 'automations-stopped', isStopped: true },
  });
  return done(text('Automations act again.', 'good'));
}
