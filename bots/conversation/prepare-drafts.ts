/** From drafts to what a handler can be called with; nothing is asked of anybody here. */
import type { Seller } from '../../core/catalog/catalog-records.ts';
import type { AnyCommand } from '../commands/command.ts';
import type {
  AccountRef,
  AutomationRef,
  LocationRef,
  OrderRef,
  PersonRef,
  RuleRef,
  SkuRef,
  Slot,
} from '../commands/slot.ts';
import type { Draft, SlotText } from '../language/understanding.ts';
import type { Person } from '../people/person.ts';
import { createFormats } from '../reply/format-values.ts';
import { createLookups } from './create-lookups.ts';
import { describeChoices } from './describe-choices.ts';
import { findOrdersByNumber } from './find-orders.ts';
import { type Option, resolveSlots } from './resolve-slots.ts';
import type { AnswererDeps } from './turn.ts';

/** A command with everything that it needs. */
export interface Prepared {
  readonly command: AnyCommand;
  readonly args: Readonly<Record<string, unknown>>;
  /** The same as text that names exactly these things, whenever it is read again. */
  readonly draft: Draft;
}

export type Preparation =
  | { readonly kind: 'ready'; readonly prepared: readonly Prepared[] }
  | {
      readonly kind: 'ask';
      /** Which of the drafts, and which of its slots. */
      readonly index: number;
      readonly slot: string;
      readonly question: string;
      /** Empty: it is answered in words. */
      readonly options: readonly Option[];
    }
  | { readonly kind: 'refused'; readonly words: string; readonly tryThis: string };

export async function prepareDrafts(
  deps: Pick<AnswererDeps, 'core' | 'commands' | 'people' | 'rulesOf'>,
  o: { seller: Seller; person: Person; drafts: readonly Draft[]; now: Date },
): Promise<Preparation> {
  const { core } = deps;
  const { seller, now, person } = o;
  const [lookups, people] = await Promise.all([
    createLookups(core.catalog, seller.sellerId),
    namesPerson(deps, o.drafts) ? deps.people.list(seller.sellerId) : [],
  ]);
  const { currency, timeZone, sellerId } = seller;
  const formats = createFormats({ currency, timeZone, now: () => now });
  const details = describeChoices(core, {
    ...{ sellerId, locations: lookups.locations, formatQuantity: formats.quantity },
  });
  const findOrders = findOrdersByNumber(core, seller);
  const groups = await groupsOf(deps, o);
  const known = {
    ...lookups,
    findOrders,
    people,
    groups,
    ...deps.rulesOf({ seller, person, now }),
  };
  const prepared: Prepared[] = [];
  for (const [index, draft] of o.drafts.entries()) {
    const command = deps.commands.find(({ name }) => name === draft.command);
    const tryThis = command?.examples[0] ?? 'help';
    if (!command || !isWellFormed(command, draft)) {
      return { kind: 'refused', words: 'That is not something I can do as written.', tryThis };
    }
    const resolved = await resolveSlots({
      ...{ command, draft, lookups: known, now, timeZone, details, home: person.home },
    });
    if (resolved.kind === 'refused') return { tryThis, ...resolved };
    if (resolved.kind === 'ask') return { ...resolved, index };
    const { args } = resolved;
    prepared.push({ command, args, draft: { ...draft, slots: toTexts(command, draft, args) } });
  }
  return { kind: 'ready', prepared };
}

function namesPerson({ commands }: Pick<AnswererDeps, 'commands'>, drafts: readonly Draft[]) {
  const kinds = drafts.flatMap(({ command }) =>
    Object.values(commands.find(({ name }) => name === command)?.slots ?? {}),
  );
  return kinds.some(({ kind }) => kind === 'person');
}

/** Categories and tags, where a draft names one. */
async function groupsOf(
  { core, commands }: Pick<AnswererDeps, 'core' | 'commands'>,
  o: { seller: Seller; drafts: readonly Draft[] },
) {
  const isNamed = o.drafts.some(({ command, slots }) =>
    Object.entries(commands.find(({ name }) => name === command)?.slots ?? {}).some(
      ([name, { kind }]) => kind === 'group' && slots[name] !== undefined,
    ),
  );
  if (!isNamed) return [];
  const { skus } = await core.catalog.readVocabulary(o.seller.sellerId);
  const of = (kind: 'category' | 'tag', names: readonly string[]) =>
    [...new Set(names)].map((name) => ({ kind, name }));
  return [
    ...of(
      'category',
      skus.flatMap(({ category }) => category ?? []),
    ),
    ...of(
      'tag',
      skus.flatMap(({ tags }) => tags),
    ),
  ];
}

/** Only declared slots, and in each what it may hold. */
function isWellFormed(command: AnyCommand, { slots }: Draft): boolean {
  return Object.entries(slots).every(([name, typed]) => {
    const slot = command.slots[name];
    return (
      slot !== undefined && textsOf(typed).every((text) => slot.schema.safeParse(text).success)
    );
  });
}

function textsOf(typed: SlotText): readonly (string | number)[] {
  return typeof typed === 'object' ? typed.oneOf : [typed];
}

function toTexts(
  command: AnyCommand,
  draft: Draft,
  args: Readonly<Record<string, unknown>>,
): Record<string, SlotText> {
  const texts: Record<string, SlotText> = {};
  for (const [name, value] of Object.entries(args)) {
    const slot = command.slots[name];
    const text = slot && toText(slot, value, draft.slots[name]);
    if (text !== undefined) texts[name] = text;
  }
  return texts;
}

function toText(slot: Slot, value: unknown, typed: SlotText | undefined): SlotText | undefined {
  switch (slot.kind) {
    case 'sku':
      return (value as SkuRef).code;
    case 'location':
      return (value as LocationRef).code;
    case 'account':
      return (value as AccountRef).publicId;
    case 'order':
      return `id:${(value as OrderRef).orderId}`;
    case 'person':
      return `id:${(value as PersonRef).personId}`;
    case 'automation':
      return (value as AutomationRef).number;
    case 'rule':
      return (value as RuleRef).sentence;
    default:
      return typed;
  }
}
