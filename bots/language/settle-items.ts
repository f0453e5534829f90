import type { Sense } from './lexicon/lexicon.ts';
import { type Item, isKind } from './message-item.ts';
import { findPhrase } from './phrase-index.ts';
import type { Tongue } from './read-number.ts';
import type { SceneIndex } from './scene-index.ts';
import type { Token } from './split-tokens.ts';

/** Which languages a message shows by words that no other has. */
export function tongueOf(tokens: readonly Token[]): Tongue {
  const has = (language: string) =>
    tokens.some(({ word }, at) => {
      const two = findPhrase([word, tokens[at + 1]?.word ?? '']);
      const found = [two, findPhrase([word])].find((each) => each !== null);
      return found?.languages.length === 1 && found.languages[0] === language;
    });
  const isHindi = has('hinglish') || has('hindi');
  return { isHindi, isSpanish: has('spanish') && !isHindi };
}

/** What can only be seen with the neighbours: names that belong together, and those that clash. */
export function toReadable(
  items: readonly Item[],
  o: { readonly tokens: readonly Token[]; readonly index: SceneIndex },
): Item[] {
  return withNumberedOrders(
    withReturnedOrder(withClashes(withParted(withNumberTails(withRoles(items, o), o)), o)),
  );
}

/** "Asha ko warehouse me daal do": beside a person a warehouse is a role. */
function withRoles(
  items: readonly Item[],
  { tokens }: { readonly tokens: readonly Token[] },
): readonly Item[] {
  const hasPerson = items.some(({ kind }) => kind === 'person');
  const hasGoods = items.some(({ kind }) => kind === 'sku' || kind === 'number');
  if (!hasPerson || hasGoods) return items;
  return items.map((item): Item => {
    const senses = isKind(item, 'place') ? findPhrase([tokens[item.from]?.word ?? ''])?.senses : [];
    const isRole = senses?.includes('warehouse') && item.to - item.from === 1;
    if (!isRole) return item;
    return { kind: 'cue', senses: ['warehouse'], isFiller: false, from: item.from, to: item.to };
  });
}

/** "cushion 45": a number behind a name that belongs to it is no quantity. */
function withNumberTails(
  items: readonly Item[],
  { tokens, index }: { readonly tokens: readonly Token[]; readonly index: SceneIndex },
): Item[] {
  const settled: Item[] = [];
  for (const item of items) {
    const before = settled.at(-1);
    const isTail = isKind(item, 'number') && isKind(before, 'sku') && before.mention.hasNumberTail;
    if (!isTail || before.to !== item.from) {
      settled.push(item);
      continue;
    }
    const word = index.catalogue.findWord(tokens[item.from]?.word ?? '');
    const skus = before.mention.skus.filter((sku) => word?.skus.has(sku));
    const mention = {
      ...before.mention,
      skus: skus.length > 0 ? skus : before.mention.skus,
      hasNumberTail: false,
    };
    settled[settled.length - 1] = { ...before, mention, to: item.to };
  }
  return settled;
}

/** "iphone 15 pro ka 1 cover": one name with its number in the middle. */
function withParted(items: readonly Item[]): Item[] {
  const skus = items.filter((item) => isKind(item, 'sku'));
  const numbers = items.filter((item) => isKind(item, 'number'));
  const [first, second] = skus;
  if (skus.length !== 2 || numbers.length !== 1 || !first || !second) return [...items];
  const between = items.slice(items.indexOf(first) + 1, items.indexOf(second));
  const isNear = between.every(
    ({ kind }) => kind === 'filler' || kind === 'mark' || kind === 'number',
  );
  const both = first.mention.skus.filter((sku) => second.mention.skus.includes(sku));
  if (!isNear || both.length === 0 || between.every(({ kind }) => kind !== 'number'))
    return [...items];
  const merged: Item = { ...first, mention: { ...first.mention, skus: both } };
  return items.map((item): Item => {
    if (item === first) return merged;
    return item === second ? { kind: 'filler', from: item.from, to: item.to } : item;
  });
}

const QUIET: readonly Item['kind'][] = ['filler', 'mark'];

/** Two names with nothing between them are one name that the seller does not have. */
function withClashes(
  items: readonly Item[],
  { tokens }: { readonly tokens: readonly Token[] },
): Item[] {
  return items.map((item, at): Item => {
    if (!isKind(item, 'sku')) return item;
    const next = items.slice(at + 1).find(({ kind }) => !QUIET.includes(kind));
    const before = items.slice(0, at).findLast(({ kind }) => !QUIET.includes(kind));
    const isOther = (other: Item | undefined) =>
      isKind(other, 'sku') && other.mention.skus.every((sku) => !item.mention.skus.includes(sku));
    if (!isOther(next) && !isOther(before)) return item;
    const text = tokens
      .slice(item.from, item.to)
      .map((token) => token.text)
      .join(' ');
    return { kind: 'unknown', text, from: item.from, to: item.to };
  });
}

const hasSense = (items: readonly Item[], sense: Sense) =>
  items.some((item) => isKind(item, 'cue') && item.senses.includes(sense));

const ORDER_SENSES = new Set(['ship', 'hold', 'unhold', 'onHold', 'cancel', 'order', 'orders']);

/** "ship 1001 and 1002", "put 1001 on hold": numbers of orders that we know. */
function withNumberedOrders(items: readonly Item[]): Item[] {
  const numbers = items.filter((item) => isKind(item, 'number')).filter(({ isWeak }) => !isWeak);
  const isOfOrders = items.some(
    (item) => isKind(item, 'cue') && item.senses.some((each) => ORDER_SENSES.has(each)),
  );
  const isPlain = numbers.every(({ order }) => order !== null);
  const isSent = items.every(({ kind }) => kind !== 'place') && hasSense(items, 'moved');
  if (!(isOfOrders || isSent) || !isPlain || items.some(({ kind }) => kind === 'sku'))
    return [...items];
  return items.map((item): Item => {
    if (!isKind(item, 'number') || item.order === null) return item;
    return { kind: 'order', numbers: [item.order], from: item.from, to: item.to };
  });
}

const ORDER_NUMBER_MIN = 1_000;

/** "return 1001 2 hoodie-m": the number of an order that we know. */
function withReturnedOrder(items: readonly Item[]): Item[] {
  const isReturn = items.some(
    (item) => isKind(item, 'cue') && item.senses.some((each) => /^return/.test(each)),
  );
  const numbers = items.filter((item) => isKind(item, 'number'));
  const hasSku = items.some(({ kind }) => kind === 'sku');
  const isShown = items.every(
    (item) => !isKind(item, 'cue') || item.isFiller || item.senses.includes('show'),
  );
  if (!(isReturn || (isShown && !hasSku)) || items.some(({ kind }) => kind === 'order'))
    return [...items];
  const first = numbers.find(
    ({ order, value }) =>
      order !== null && (!hasSku || numbers.length > 1 || (value ?? 0) >= ORDER_NUMBER_MIN),
  );
  return items.map((item): Item => {
    if (item !== first || first.order === null) return item;
    return { kind: 'order', numbers: [first.order], from: item.from, to: item.to };
  });
}
