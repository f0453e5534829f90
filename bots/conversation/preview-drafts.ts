import type { LedgerEvent } from '../../core/ledger/ledger-event.ts';
import type { Preview, Weight } from '../commands/command.ts';
import { type Block, type Reply, refusal } from '../reply/reply.ts';
import { createWorking, type WorkingDeps } from './create-context.ts';
import type { Prepared } from './prepare-drafts.ts';
import type { Begun, Turn } from './turn.ts';

export interface Shown {
  /** What a person says yes to, one sentence per change; null: there is nothing to weigh. */
  readonly sentences: readonly (string | null)[];
  /** Of each sentence whether its figures stand on those before. */
  readonly isRelative: readonly boolean[];
  readonly details: readonly Block[];
  readonly weights: readonly Weight[];
  /** Of a single change that asks in its own words. */
  readonly question?: string;
}

export type Previewed =
  | { readonly kind: 'shown'; readonly shown: Shown }
  /** One that cannot be done refuses them all. */
  | { readonly kind: 'refused'; readonly reply: Reply };

/** What changes would do; nothing is changed. */
export async function previewDrafts(
  deps: WorkingDeps,
  turn: Pick<Turn, 'message' | 'seller' | 'sender' | 'now'>,
  o: { prepared: readonly Prepared[]; begun: Begun },
): Promise<Previewed> {
  const sentences: (string | null)[] = [];
  const isRelative: boolean[] = [];
  const details: Block[] = [];
  const weights: Weight[] = [];
  let question: string | undefined;
  // The second of two that move the same units starts where the first ends.
  const rehearsed: LedgerEvent[] = [];
  for (const { command, args } of o.prepared) {
    // Its keys are thrown away with it.
    const { context } = createWorking(deps, turn, o.begun, rehearsed);
    const found = (await command.preview?.(context, args)) ?? null;
    if (!found) {
      sentences.push(null);
      isRelative.push(false);
      continue;
    }
    if (!isPreview(found)) return { kind: 'refused', reply: refuseAll(found, o.prepared.length) };
    sentences.push(found.sentence);
    isRelative.push(found.isRelative === true);
    details.push(...(found.details ?? []));
    weights.push(found.weight);
    if (o.prepared.length === 1) question = found.question;
  }
  const asked = question === undefined ? {} : { question };
  return { kind: 'shown', shown: { sentences, isRelative, details, weights, ...asked } };
}

const isPreview = (found: Preview | Reply): found is Preview => 'sentence' in found;

function refuseAll(reply: Reply, count: number): Reply {
  const whole: Reply = { ...reply, outcome: 'refused' };
  if (count === 1) return whole;
  const words = 'One of them cannot be done, so none of them was.';
  return { ...whole, blocks: [...whole.blocks, ...refusal(words).blocks] };
}

/** "Sell 3 × HOODIE-M in Mumbai: 24 → 21 available." without what follows the colon. */
export function withoutFigures(sentence: string): string {
  return sentence.replace(/: [^:]*→.*$/u, '.');
}

/** "Set the price of MUG-RED: ₹249.00 → ₹275.00." with what it is to be, and not what it was. */
export function withoutBefore(sentence: string): string {
  return sentence.replace(/\S+ → /gu, '');
}
