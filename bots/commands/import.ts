import type { LedgerEvent } from '../../core/ledger/ledger-event.ts';
import { type CsvProblem, readCsv } from '../csv/read-csv.ts';
import { done, headline, note, type Reply, refusal, reply, table, text } from '../reply/reply.ts';
import { defineCommand, NO_WEIGHT, type Preview } from './command.ts';
import type { CommandContext } from './context.ts';
import {
  describeImport,
  describeTaken,
  recipeOf,
  toPreviousFile,
  weighImport,
} from './describe-import.ts';
import { keepImportFile, readImportFile } from './import-file-store.ts';
import { type PlannedImport, planImport, type StockLine } from './plan-import.ts';
import { readImportNames } from './read-import-names.ts';

const PROBLEMS_SHOWN = 12;
/** Nobody says yes to a file of the day before. */
const KEPT_MS = 24 * 3_600_000;
/** The ledger's lane is for everybody: a file does not fill it. */
const EVENTS_AT_ONCE = 1_000;

export const importCommands = [
  defineCommand({
    name: 'import',
    aliases: ['upload', 'import csv'],
    summary: 'Take counts, receipts or prices from a CSV file.',
    examples: ['import'],
    group: 'reports',
    risk: 'write',
    role: 'manager',
    slots: {},
    preview: (context) => previewImport(context),
    run: (context) => runImport(context),
  }),
];

type Good = Extract<PlannedImport, { ok: true }>;

async function previewImport(context: CommandContext): Promise<Preview | Reply> {
  const { core, seller, files, now } = context;
  if (files.length > 1) return refusal('One file at a time, please.', 'import');
  const db = core.database.forSeller(seller.sellerId);
  const named = { sellerId: seller.sellerId, name: nameOf(context) };
  // Before a yes is carried out it is previewed again, in the message that says it.
  const bytes = files[0]?.bytes ?? (await readImportFile(db, named));
  if (!bytes) return refuseWithout();
  const planned = await planFile(context, bytes);
  if (!planned.ok) return refuseFile(planned.problems);
  const { plan } = planned;
  const described = describeImport(context, planned);
  if (described.changed === 0) return reply(text('Everything in it is so already.', 'good'));
  // The yes comes with another message: what it is about must still be here then.
  const forgetBefore = new Date(now.getTime() - KEPT_MS);
  await keepImportFile(db, { ...named, bytes, at: now, forgetBefore });
  return {
    sentence: described.sentence,
    details: described.details,
    weight: { ...NO_WEIGHT, ...weighImport(plan, await readTotals(context, plan)) },
  };
}

function refuseWithout(): Reply {
  return refusal(
    'Send a CSV file along with it: columns SKU, Location and Counted (or Received), or SKU and ' +
      'Price.',
    'export stock',
  );
}

function refuseFile(problems: readonly CsvProblem[]): Reply {
  const shown = problems.slice(0, PROBLEMS_SHOWN);
  const left = problems.length - shown.length;
  const lines = `${problems.length} ${problems.length === 1 ? 'line' : 'lines'}`;
  const refused = refusal(`Nothing was taken: ${lines} of the file cannot be.`);
  const rows = shown.map(({ line, words }) => [String(line), words]);
  return {
    ...refused,
    blocks: [
      ...refused.blocks,
      table(
        [
          { title: 'Line', align: 'right' },
          { title: 'Why', isElastic: true },
        ],
        rows,
      ),
      ...(left > 0 ? [note(`and ${left} more`)] : []),
    ],
  };
}

async function planFile(context: CommandContext, bytes: Uint8Array): Promise<PlannedImport> {
  const file = readCsv(bytes);
  if (!file.ok) return file;
  return planImport(file, await readImportNames(context));
}

/** The message that brought the file, for the preview and for the yes alike. */
function nameOf(context: CommandContext): string {
  const { correlationId, cause } = context.origin();
  return correlationId ?? cause;
}

async function readTotals({ core, seller }: CommandContext, plan: Good['plan']) {
  const totals = new Map<number, number>();
  if (plan.kind === 'prices') return totals;
  for (const each of await core.monitoring.readOnHand(seller.sellerId)) {
    totals.set(each.skuId, each.onHand);
  }
  return totals;
}

async function runImport(context: CommandContext): Promise<Reply> {
  const { core, seller, files } = context;
  const name = nameOf(context);
  const db = core.database.forSeller(seller.sellerId);
  const bytes = files[0]?.bytes ?? (await readImportFile(db, { sellerId: seller.sellerId, name }));
  if (!bytes) return refuseWithout();
  const planned = await planFile(context, bytes);
  if (!planned.ok) return refuseFile(planned.problems);
  const { plan } = planned;
  const refused =
    plan.kind === 'prices'
      ? await setPrices(context, plan.lines)
      : await moveStock(context, { kind: plan.kind, lines: plan.lines });
  if (refused !== null) return refused;
  const taken = describeTaken(context, plan);
  context.changed({ what: taken.what, before: null, after: null, undo: recipeOf(plan) });
  const previous = toPreviousFile(plan);
  return done(
    headline(context.formats.quantity(taken.changed), taken.words, 'good'),
    previous,
    previous ? note('The file holds what it was before: import it to go back.') : null,
  );
}

async function setPrices(
  { core, seller, actor, frontEnd }: CommandContext,
  lines: Extract<Good['plan'], { kind: 'prices' }>['lines'],
): Promise<Reply | null> {
  const prices = lines.map(({ skuId, accountId, after }) => ({ skuId, accountId, money: after }));
  const answer = await core.pricing.setPrices(seller.sellerId, { prices, actor, frontEnd });
  return answer.ok ? null : refusal('A price of the file cannot be set: nothing was changed.');
}

/**
 * Every line has its own key, whether it changes something or not: a process that was killed in the
 * middle goes on, and repeats nothing.
 */
async function moveStock(
  context: CommandContext,
  { kind, lines }: { kind: 'counts' | 'receipts'; lines: readonly StockLine[] },
): Promise<Reply | null> {
  const { core, seller } = context;
  const events = lines.map((line): LedgerEvent => {
    const { skuId, locationId, before, after } = line;
    const origin = context.origin();
    return kind === 'counts'
      ? { kind: 'count', skuId, locationId, counted: after, origin }
      : { kind: 'receipt', skuId, locationId, quantity: after - before, origin };
  });
  const isChange = (index: number) => lines[index]?.before !== lines[index]?.after;
  const wanted = events.filter((_, index) => isChange(index));
  let refused = 0;
  for (let from = 0; from < wanted.length; from += EVENTS_AT_ONCE) {
    const part = wanted.slice(from, from + EVENTS_AT_ONCE);
    const answers = await Promise.all(
      part.map((event) => core.ledger.submit(seller.sellerId, event)),
    );
    refused += answers.filter((answer) => answer.kind === 'refused').length;
  }
  if (refused === 0) return null;
  return refusal(`${refused} lines were refused: the catalogue changed meanwhile.`, 'export stock');
}
