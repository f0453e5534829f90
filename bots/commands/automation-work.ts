// What rules left for people: actions that wait for a yes, tasks, drafts of purchase orders.

import { mayRun } from '../people/role.ts';
import {
  type Block,
  done,
  note,
  offer,
  offers,
  type Reply,
  refusal,
  reply,
  table,
  text,
} from '../reply/reply.ts';
import { type AnyCommand, defineCommand, NO_WEIGHT, type Preview } from './command.ts';
import type { CommandContext } from './context.ts';
import { refuseSave } from './refuse-automation.ts';
import { number, optional } from './slot.ts';

const SHOWN_MAX = 30;

export const automationWorkCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'approvals',
    aliases: ['waiting actions'],
    summary: 'List what automations want to do and wait to be told.',
    examples: ['approvals'],
    group: 'automations',
    isDetail: true,
    risk: 'read',
    slots: {},
    run: listWaiting,
  }),
  defineCommand({
    name: 'approve',
    aliases: ['approve action'],
    summary: 'Let an automation do what it asked for.',
    examples: ['approve 12'],
    group: 'automations',
    isDetail: true,
    risk: 'write',
    slots: { action: optional(number('which action')) },
    preview: (context, { action }) => previewOwn(context, action),
    run: (context, { action }) => decideOne(context, action, true),
  }),
  defineCommand({
    name: 'reject',
    aliases: ['reject action'],
    summary: 'Tell an automation not to do what it asked for.',
    examples: ['reject 12'],
    group: 'automations',
    isDetail: true,
    risk: 'write',
    slots: { action: optional(number('which action')) },
    run: (context, { action }) => decideOne(context, action, false),
  }),
  defineCommand({
    name: 'tasks',
    aliases: ['open tasks', 'todo'],
    summary: 'List what automations left to be done by hand.',
    examples: ['tasks'],
    group: 'automations',
    risk: 'read',
    slots: {},
    run: listTasks,
  }),
  defineCommand({
    name: 'finish task',
    aliases: ['task done', 'close task'],
    summary: 'Tick a task off.',
    examples: ['finish task 3'],
    group: 'automations',
    isDetail: true,
    risk: 'write',
    slots: { task: number('which task') },
    run: (context, { task }) => finishTask(context, task),
  }),
  defineCommand({
    name: 'purchase drafts',
    aliases: ['purchase orders'],
    summary: 'List drafts of purchase orders.',
    examples: ['purchase drafts'],
    group: 'automations',
    isDetail: true,
    risk: 'read',
    role: 'manager',
    slots: {},
    run: listDrafts,
  }),
  defineCommand({
    name: 'close draft',
    aliases: ['delete draft'],
    summary: 'Close a draft of a purchase order: ordered, or not.',
    examples: ['close draft 2'],
    group: 'automations',
    isDetail: true,
    risk: 'write',
    role: 'manager',
    slots: { draft: number('which draft') },
    run: (context, { draft }) => closeDraft(context, draft),
  }),
];

async function listWaiting({ automations, seller, formats }: CommandContext): Promise<Reply> {
  const all = await automations.listWaiting(seller.sellerId);
  if (all.length === 0) return reply(text('No automation waits for a yes.'));
  const shown = all
    .slice(0, SHOWN_MAX)
    .flatMap(({ actionId, does, number, happenedAt, result }): Block[] => {
      const why = result === null ? '' : `: ${result}`;
      return [
        text(`${actionId} · ${does}`),
        note(`Automation ${number}, ${formats.instant(happenedAt)}${why}`),
      ];
    });
  const [first, ...others] = all;
  const buttons =
    first && others.length === 0
      ? offers([
          offer('Approve', 'approve', { action: first.actionId }),
          offer('Reject', 'reject', { action: first.actionId }),
        ])
      : note(`Say: approve ${first?.actionId ?? 1}, or reject ${first?.actionId ?? 1}`);
  return reply(...shown, buttons);
}

/**
 * For a second person the card was the question; whether its figures still hold is looked at when
 * it is done. Whoever is alone and approves what their own rule asks for says yes twice, as they
 * would by hand.
 */
async function previewOwn(
  { automations, seller, person, people }: CommandContext,
  action: number | undefined,
): Promise<Preview | null> {
  const { sellerId } = seller;
  const { personId } = person;
  const all = await automations.listWaiting(sellerId);
  const actionId = action ?? onlyOf(all);
  const own = all.find((each) => each.actionId === actionId && each.authorId === personId);
  if (!own) return null;
  const everybody = await people.list(sellerId);
  const isAlone = !everybody.some(
    (each) => each.personId !== personId && mayRun(each.role, 'manager'),
  );
  if (!isAlone) return null;
  const because = own.result ?? 'an automation asks for it';
  return {
    sentence: `Approve action ${actionId}: ${own.does} (${because}).`,
    weight: { ...NO_WEIGHT, because },
  };
}

/** The only one that waits needs no number. */
const onlyOf = (all: readonly { readonly actionId: number }[]): number | undefined =>
  all.length === 1 ? all[0]?.actionId : undefined;

async function decideOne(
  context: CommandContext,
  action: number | undefined,
  isApproved: boolean,
): Promise<Reply> {
  const all = await context.automations.listWaiting(context.seller.sellerId);
  const actionId = action ?? onlyOf(all);
  if (actionId !== undefined) return decide(context, { actionId, isApproved });
  if (all.length > 0) return listWaiting(context);
  return refusal('Nothing waits for a yes at the moment. Nothing was changed.');
}

async function decide(
  { automations, seller, person, changed }: CommandContext,
  o: { actionId: number; isApproved: boolean },
): Promise<Reply> {
  const { personId, name } = person;
  const { sellerId } = seller;
  const waiting = await automations.listWaiting(sellerId);
  const asked = waiting.find(({ actionId }) => actionId === o.actionId);
  const answer = await automations.decide(sellerId, { ...o, personId, name });
  if (!answer.ok) {
    const words =
      answer.reason === 'unknown' ? `No action ${o.actionId} waits.` : refuseSave(answer);
    return refusal(words, 'approvals');
  }
  changed({
    what: `Action ${o.actionId} of an automation`,
    ...{ before: 'waiting', after: o.isApproved ? 'approved' : 'rejected' },
    undo: { kind: 'none', because: 'What it did is taken back by hand.' },
  });
  if (!o.isApproved) {
    const not = asked ? `: automation ${asked.number} will not ${asked.does}` : '';
    return done(text(`Rejected${not}.`, 'good'));
  }
  const tone = answer.state === 'refused' ? 'bad' : 'good';
  return done(text(answer.state === 'done' ? `Done: ${answer.result}` : answer.result, tone));
}

async function listTasks({ automations, seller, formats }: CommandContext): Promise<Reply> {
  const all = await automations.listTasks(seller.sellerId);
  if (all.length === 0) return reply(text('No task is open.'));
  const rows = all
    .slice(0, SHOWN_MAX)
    .map(({ taskId, title, assignee, createdAt, orderNumber, skuCode }) => [
      String(taskId),
      title,
      orderNumber === null ? (skuCode ?? '–') : `order ${orderNumber}`,
      assignee ?? 'anybody',
      formats.instant(createdAt),
    ]);
  const [first] = all;
  return reply(
    table(
      [
        'No.',
        { title: 'Task', isElastic: true },
        'About',
        { title: 'For', dropOrder: 2 },
        { title: 'Since', dropOrder: 1 },
      ],
      rows,
    ),
    all.length > rows.length ? note(`and ${all.length - rows.length} more`) : null,
    note(`When it is done: finish task ${first?.taskId ?? 1}`),
  );
}

async function finishTask(
  { automations, seller, person, changed }: CommandContext,
  taskId: number,
): Promise<Reply> {
  const { sellerId } = seller;
  const task = (await automations.listTasks(sellerId)).find((each) => each.taskId === taskId);
  const { personId } = person;
  if (!(await automations.closeTask(sellerId, { taskId, personId }))) {
    return refusal(`No task ${taskId} is open.`, 'tasks');
  }
  changed({
    what: `Task ${taskId}${task ? `: ${task.title}` : ''}`,
    ...{ before: 'open', after: 'done' },
    undo: { kind: 'none', because: 'Nothing but its mark was changed.' },
  });
  return done(text(`Task ${taskId} is done.`, 'good'), task ? note(task.title) : null);
}

async function listDrafts({ automations, seller, formats }: CommandContext): Promise<Reply> {
  const all = await automations.listPurchaseDrafts(seller.sellerId);
  if (all.length === 0) return reply(text('There is no draft of a purchase order.'));
  const rows = all
    .slice(0, SHOWN_MAX)
    .map(({ draftId, skuCode, units, createdAt }) => [
      String(draftId),
      skuCode,
      units,
      formats.instant(createdAt),
    ]);
  const [first] = all;
  return reply(
    table(['No.', 'SKU', 'Units', { title: 'Since', dropOrder: 1 }], rows),
    note(`When it is ordered, or not wanted: close draft ${first?.draftId ?? 1}`),
  );
}

async function closeDraft(
  { automations, seller, person, changed }: CommandContext,
  draftId: number,
): Promise<Reply> {
  const { personId } = person;
  if (!(await automations.closePurchaseDraft(seller.sellerId, { draftId, personId }))) {
    return refusal(`No draft ${draftId} is open.`, 'purchase drafts');
  }
  changed({
    what: `Purchase draft ${draftId}`,
    ...{ before: 'open', after: 'closed' },
    undo: { kind: 'none', because: 'Nothing but its mark was changed.' },
  });
  return done(text(`Draft ${draftId} is closed.`, 'good'));
}
