// What the commands that move stock have in common: one event into the ledger, one answer out.
import type { LedgerAnswer, LedgerEvent } from '../../core/ledger/ledger-event.ts';
import { plural } from '../reply/format-values.ts';
import { headline, note, type Reply, refusal, reply, text } from '../reply/reply.ts';
import type { CommandContext } from './context.ts';
import type { LocationRef, SkuRef } from './slot.ts';

export interface Movement {
  readonly event: Exclude<LedgerEvent, { kind: 'order' }>;
  readonly sku: SkuRef;
  /** Where the balance in the ledger's answer is: of a transfer, where the units arrive. */
  readonly location: LocationRef;
  /** Where the units are taken from, if that is another place. */
  readonly source?: LocationRef;
  /** "Sold 3 in Mumbai." */
  readonly done: string;
}

/** Submits the event and says what the books hold afterwards. */
export async function move(context: CommandContext, o: Movement): Promise<Reply> {
  const { sellerId } = context.seller;
  const answer = await context.core.ledger.submit(sellerId, o.event);
  switch (answer.kind) {
    case 'done':
      return describeDone(context, o, answer);
    case 'copy':
      return reply(text('That message was carried out before: nothing changed now.', 'quiet'));
    case 'refused':
      return refusal(describeRefusal(context, o, answer), `stock ${o.sku.code}`);
    case 'order':
      throw new Error('The ledger answered a movement as an order.');
  }
}

async function describeDone(
  context: CommandContext,
  o: Movement,
  answer: Extract<LedgerAnswer, { kind: 'done' }>,
): Promise<Reply> {
  const { quantity } = context.formats;
  const available = answer.onHand - answer.reserved;
  const figures = `${quantity(answer.onHand)} on hand, ${quantity(answer.reserved)} reserved`;
  const { covered, displaced } = answer;
  return reply(
    headline(quantity(available), `${o.sku.code} available in ${o.location.name} (${figures})`),
    text(`${o.done} ${o.sku.title}.`, 'good'),
    covered > 0
      ? text(`${quantity(covered)} ${plural(covered, 'unit')} went to open shortages.`, 'good')
      : null,
    displaced > 0
      ? text(
          `${quantity(displaced)} promised ${plural(displaced, 'unit')} lost their stock and are ` +
            'short now: see “shortages”.',
          'bad',
        )
      : null,
    note('Every shop is being told.'),
  );
}

function describeRefusal(
  context: CommandContext,
  o: Movement,
  answer: Extract<LedgerAnswer, { kind: 'refused' }>,
): string {
  const { code } = o.sku;
  switch (answer.reason) {
    case 'not-enough-on-hand': {
      const there = context.formats.quantity(answer.onHand);
      const place = (o.source ?? o.location).name;
      return `Only ${there} ${code} on hand in ${place}: nothing was changed.`;
    }
    case 'kit-has-no-stock':
      return `${code} is a kit and has no stock of its own. Move its parts instead.`;
    case 'same-location':
      return `That is the same place twice: ${o.location.name}.`;
    case 'not-available':
    case 'not-that-many-held':
      return `Not that many ${code}: only ${answer.onHand}.`;
    case 'unknown-line':
    case 'nothing-to-take-back':
      return `Nothing of ${code} is waiting to be taken back there.`;
  }
}
