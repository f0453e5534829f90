import type { LedgerAnswer } from '../../core/ledger/ledger-event.ts';
import { plural } from '../reply/format-values.ts';
import { type Reply, refusal } from '../reply/reply.ts';
import type { CommandContext } from './context.ts';
import type { MovementEvent } from './movement-event.ts';
import { readWords } from './read-words.ts';
import type { SkuRef } from './slot.ts';

type Refused = Extract<LedgerAnswer, { kind: 'refused' }>;

/** Why the ledger moved nothing, and what can be typed instead. */
export async function refuseMovement(
  context: CommandContext,
  o: { event: MovementEvent; sku: SkuRef },
  answer: Refused,
): Promise<Reply> {
  const { code } = o.sku;
  const { place } = await readWords(context);
  const there = context.formats.quantity(answer.onHand);
  const where = placeOf(o.event);
  const at = where === null ? '' : ` in ${place(where)}`;
  switch (answer.reason) {
    case 'not-enough-on-hand': {
      const words = `Only ${there} ${code} on hand${at}: nothing was changed.`;
      return refusal(words, `stock ${code}`);
    }
    case 'not-available':
      return refusal(`Only ${there} ${code} available${at}: nothing was set aside.`, `why ${code}`);
    case 'not-that-many-held':
      return refusal(
        answer.onHand === 0
          ? `No ${code} is set aside by hand${at}.`
          : `Only ${there} ${code} ${plural(answer.onHand, 'is', 'are')} set aside by hand${at}.`,
        `why ${code}`,
      );
    case 'kit-has-no-stock':
      return refuseKit(context, o);
    case 'same-location':
      return refusal(`That is the same place twice${at.replace(' in ', ': ')}.`, 'locations');
    case 'unknown-line':
    case 'nothing-to-take-back':
      return refusal(`Nothing of ${code} is waiting to be taken back there.`, 'returns');
  }
}

function placeOf(event: MovementEvent): number | null {
  return event.kind === 'transfer' ? event.fromLocationId : event.locationId;
}

async function refuseKit(
  context: CommandContext,
  o: { event: MovementEvent; sku: SkuRef },
): Promise<Reply> {
  const { core, seller } = context;
  const [kit] = await core.catalog.readSkus(seller.sellerId, [o.sku.skuId]);
  const { code } = await readWords(context);
  const parts = (kit?.components ?? []).map((part) => `${part.quantity} × ${code(part.skuId)}`);
  const [first] = kit?.components ?? [];
  const words = `${o.sku.code} is a kit and has no stock of its own: it is ${parts.join(' + ')}.`;
  const tryThis = first ? `${VERBS[o.event.kind] ?? 'stock'} ${code(first.skuId)}` : 'stock';
  return refusal(`${words} Say it for its parts.`, tryThis);
}

const VERBS: Readonly<Partial<Record<MovementEvent['kind'], string>>> = {
  receipt: 'received 10',
  count: 'count 10',
  damage: 'damaged 1',
  transfer: 'move 1',
};
