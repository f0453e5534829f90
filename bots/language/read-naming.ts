/**
 * Commands whose words are new names, and so can be no words that we know: "add sku MUG-BLUE
 * Stoneware mug, blue 349", "invite Amit as manager", "map BC-77 on Bazaar = HOODIE-M".
 *
 * They begin with their own words; what follows is cut out of the text as it was typed.
 */
import {
  ADD_KIT,
  ADD_LOCATION,
  ADD_SKU,
  ALIAS,
  CALL,
  INVITE,
  INVITE_BEHIND,
  LEAD,
  LINK,
  MAP,
  NAME_NOISE,
  ROLE_OF,
  TITLE_NOISE,
} from './lexicon/naming-words.ts';
import { matchSku } from './match-sku.ts';
import { readAmount } from './read-amount.ts';
import { readNumber } from './read-number.ts';
import type { SceneIndex } from './scene-index.ts';
import type { Token } from './split-tokens.ts';
import type { Draft, SlotText } from './understanding.ts';

export interface NamingOptions {
  readonly index: SceneIndex;
  readonly currency: string;
  /** The message, as the tokens' places count it. */
  readonly text: string;
}

const INVITE_WORDS = /^(?:invite|bulao|karo|kar|do|ko|me|mein|team)$/;

type Body = readonly Token[];
type Read = (body: Body, o: NamingOptions) => Readonly<Record<string, SlotText>> | null;

const HEADS: ReadonlyArray<readonly [RegExp, string, Read]> = [
  [ADD_SKU, 'add sku', readSku],
  [ADD_KIT, 'add kit', readKit],
  [ADD_LOCATION, 'add location', readLocation],
  [ALIAS, 'alias', readAlias],
  [CALL, 'alias', readCalling],
  [MAP, 'map', readMapping],
  [INVITE, 'invite', readInvitation],
  [LINK, 'link', readLink],
];
const TAILS: ReadonlyArray<readonly [RegExp, string, Read]> = [
  [INVITE_BEHIND, 'invite', readInvitation],
];

/** Null: none of these. */
export function readNaming(tokens: Body, o: NamingOptions): Draft | null {
  const words = tokens.map(({ word }) => word);
  const line = words.join(' ');
  const lead = LEAD.exec(line)?.[0] ?? '';
  const rest = line.slice(lead.length);
  for (const [pattern, command, read] of HEADS) {
    const head = pattern.exec(rest)?.[0];
    if (head === undefined) continue;
    const used = `${lead}${head}`.split(' ').length;
    const slots = read(tokens.slice(used), o);
    return slots && { command, slots };
  }
  const alias = readAlsoCalled(tokens, o);
  if (alias) return alias;
  for (const [pattern, command, read] of TAILS) {
    const tail = pattern.exec(rest)?.[0];
    if (tail === undefined) continue;
    const slots = read(
      tokens.filter(({ word }) => !INVITE_WORDS.test(word)),
      o,
    );
    return slots && { command, slots };
  }
  return null;
}

/** The text from the first to the last of these tokens, as typed. */
function raw(tokens: Body, { text }: NamingOptions): string {
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (!first || !last) return '';
  const inside = text.slice(first.from, last.to);
  return inside.replace(/^["“”'«»,:\s-]+|["“”'«»,:;.\s-]+$/gu, '').trim();
}

function trim(tokens: Body, noise: RegExp): Body {
  let [start, end] = [0, tokens.length];
  while (start < end && noise.test(tokens[start]?.word ?? '')) start += 1;
  while (end > start && noise.test(tokens[end - 1]?.word ?? '')) end -= 1;
  return tokens.slice(start, end);
}

const without = (slots: Record<string, SlotText>) =>
  Object.fromEntries(Object.entries(slots).filter(([, value]) => value !== ''));

function readSku(body: Body, o: NamingOptions) {
  const tokens = trim(body, /^[:.,!]$/);
  const [code, ...rest] = trim(tokens, /^(?:code|sku|:|,|=)$/);
  if (!code) return {};
  const { title, price } = cutPrice(rest);
  const isForeign =
    price?.currencies !== null && price !== null && !price.currencies.includes(o.currency);
  if (price && (isForeign || price.amount === null)) return null;
  return without({
    code: raw([code], o),
    title: raw(trim(title, TITLE_NOISE), o),
    price: price?.amount ?? '',
  });
}

/** A price at the end: after a sign or a word for it, or a bare number behind the title. */
function cutPrice(rest: Body) {
  const tongue = { isHindi: false, isSpanish: false };
  for (let at = 1; at < rest.length; at += 1) {
    const price = readAmount(rest, at, tongue);
    if (!price || at + price.used !== rest.length) continue;
    const isFigure = /^\p{Sc}?\d|^rs|^\p{Sc}$/u.test(rest[at]?.word ?? '');
    if (!isFigure) continue;
    return { title: rest.slice(0, at), price };
  }
  return { title: rest, price: null };
}

function readKit(body: Body, o: NamingOptions) {
  const tokens = trim(body, /^[:.,!]$/);
  const [code, ...rest] = tokens;
  if (!code) return {};
  const at = rest.findIndex(({ word }) =>
    /^(?:=|contains|containing|made|from|with|of|:|including)$/.test(word),
  );
  const title = at < 0 ? rest : rest.slice(0, at);
  const partTokens =
    at < 0
      ? []
      : trim(rest.slice(at), /^(?:=|contains|containing|made|from|with|of|:|including|up)$/);
  const parts = readParts(partTokens, o);
  return without({ code: raw([code], o), title: raw(trim(title, TITLE_NOISE), o), parts });
}

/** "2 mugs + a towel" by codes; as typed where a piece is not one SKU for certain. */
function readParts(tokens: Body, o: NamingOptions): string {
  const pieces: Token[][] = [[]];
  for (const token of tokens) {
    if (/^(?:\+|,|;|and|&|aur|y|और)$/.test(token.word)) pieces.push([]);
    else pieces.at(-1)?.push(token);
  }
  const read = pieces.filter((piece) => piece.length > 0).map((piece) => readPart(piece, o));
  return read.some((part) => part === null) ? raw(tokens, o) : read.join(' + ');
}

function readPart(piece: Body, o: NamingOptions): string | null {
  const number = readNumber(piece, 0, { isHindi: false, isSpanish: false });
  let at = number ? number.used : 0;
  while (/^(?:x|×|of|\*)$/.test(piece[at]?.word ?? '')) at += 1;
  const mention = matchSku(o.index.catalogue, piece, at);
  const [only, ...others] = mention?.skus ?? [];
  if (!mention || only === undefined || others.length > 0) return null;
  const after = piece.slice(at + mention.used).filter(({ word }) => !/^(?:x|×|each)$/.test(word));
  const behind =
    after.length === 1 && !number
      ? readNumber(after, 0, { isHindi: false, isSpanish: false })
      : null;
  if (after.length > 0 && !behind) return null;
  const count = number ?? behind;
  if (count && count.value === null) return null;
  return `${count?.value ?? 1} x ${o.index.catalogue.skus[only]?.sku.code ?? ''}`;
}

function readLocation(body: Body, o: NamingOptions) {
  const tokens = trim(body, /^(?::|,|\.|called|named|!|code|with|name|as|\(|\))$/).filter(
    ({ word }) => !/^(?:\(|\)|code|called|named|with)$/.test(word),
  );
  const [first, ...rest] = tokens;
  if (!first) return {};
  if (rest.length === 0) return isCode(first) ? { code: first.text } : { name: first.text };
  const code = isCode(first) ? first : (tokens.findLast(isCode) ?? first);
  const named = code === first ? rest : tokens.filter((token) => token !== code);
  return without({ code: raw([code], o), name: raw(trim(named, TITLE_NOISE), o) });
}

function isCode({ text }: Token): boolean {
  return /^[A-Z0-9][A-Z0-9-]{0,9}$/.test(text);
}

/** A code is the whole name: "call MUG-RED the red cup". */
function codeOrName(tokens: Body, { index: { catalogue } }: NamingOptions) {
  const at = catalogue.findCode(tokens[0]?.word ?? '');
  return at === null ? matchSku(catalogue, tokens, 0) : { skus: [at], used: 1 };
}

/** "alias hoodie-m = blackie", "alias blackie for hoodie-m". */
function readAlias(body: Body, o: NamingOptions) {
  const tokens = trim(body, /^(?::|\.|!)$/);
  const mention = codeOrName(tokens, o);
  const link = tokens.findIndex(({ word }) => /^(?:=|for|to|->|→|is|as|:|means)$/.test(word));
  const behind = link > 0 ? matchSku(o.index.catalogue, tokens, link + 1) : null;
  const isForm = behind !== null && link + 1 + behind.used === tokens.length;
  const isBehind =
    isForm &&
    (tokens[link]?.word === 'for' ||
      tokens[link]?.word === 'to' ||
      !mention ||
      mention.used !== link);
  if (isBehind && behind) return skuAnd(behind.skus, raw(tokens.slice(0, link), o), 'text', o);
  if (!mention) return tokens.length === 0 ? {} : null;
  return skuAnd(mention.skus, raw(trim(tokens.slice(mention.used), TITLE_NOISE), o), 'text', o);
}

/** "MUG-RED is also called the red cup". */
function readAlsoCalled(tokens: Body, o: NamingOptions): Draft | null {
  const at = tokens.findIndex(
    ({ word }, index) =>
      word === 'is' &&
      /^(?:also (?:called|known as)|aka)(?= |$)/.test(wordsAfter(tokens, index + 1)),
  );
  if (at < 1) return null;
  const start = /^(?:the|our|my)$/.test(tokens[0]?.word ?? '') ? 1 : 0;
  const named = tokens.slice(start, at);
  const mention = codeOrName(named, o);
  if (!mention || mention.used !== named.length) return null;
  const used = tokens[at + 1]?.word === 'aka' ? 2 : tokens[at + 2]?.word === 'known' ? 4 : 3;
  const text = raw(trim(tokens.slice(at + used), TITLE_NOISE), o);
  return { command: 'alias', slots: skuAnd(mention.skus, text, 'text', o) };
}

const wordsAfter = (tokens: Body, from: number) =>
  tokens
    .slice(from, from + 3)
    .map(({ word }) => word)
    .join(' ');

/** "call TW-70 “the big towel”". */
function readCalling(typed: Body, o: NamingOptions) {
  const start = /^(?:the|our|my)$/.test(typed[0]?.word ?? '') ? 1 : 0;
  const body = typed.slice(start);
  const mention = codeOrName(body, o);
  const text = raw(trim(body.slice(mention?.used ?? 0), TITLE_NOISE), o);
  return mention && text !== '' ? skuAnd(mention.skus, text, 'text', o) : null;
}

function skuAnd(skus: readonly number[], text: string, slot: string, o: NamingOptions) {
  const codes = skus.map((at) => o.index.catalogue.skus[at]?.sku.code ?? '');
  const [only = '', ...others] = codes;
  return without({ sku: others.length > 0 ? { oneOf: codes.slice(0, 30) } : only, [slot]: text });
}

/** "map BC-77 on Bazaar Corner to HOODIE-M", "map Bazaar Corner BC-77 = HOODIE-M". */
function readMapping(body: Body, o: NamingOptions) {
  const tokens = trim(body, /^(?::|\.|!)$/).flatMap(splitAtEquals);
  const link = tokens.findLastIndex(({ word }) => /^(?:=|to|as|is|->|→|with|means)$/.test(word));
  if (link < 1) return null;
  const mention = matchSku(o.index.catalogue, tokens, link + 1);
  if (!mention || link + 1 + mention.used < tokens.length) return null;
  let left: Body = tokens
    .slice(0, link)
    .filter(({ word }) => !/^(?:on|from|at|the|code|sku|of|in)$/.test(word));
  let account: SlotText = '';
  for (const at of left.keys()) {
    const found = o.index.accounts.match(left.slice(at).map(({ word }) => word));
    if (!found || (found.used === left.length && left.length > 1)) continue;
    account = found.values.length > 1 ? { oneOf: found.values } : (found.values[0] ?? '');
    left = [...left.slice(0, at), ...left.slice(at + found.used)];
    break;
  }
  if (left.length !== 1) return null;
  return without({ ...skuAnd(mention.skus, raw(left, o), 'code', o), account });
}

function splitAtEquals(token: Token): Token[] {
  const at = token.text.indexOf('=');
  if (at <= 0 || token.text.length === 1) return [token];
  const cut = (from: number, to: number): Token => ({
    ...token,
    ...{ text: token.text.slice(from, to), word: token.word.slice(from, to) },
    ...{ from: token.from + from, to: token.from + to },
  });
  return [cut(0, at), cut(at, at + 1), cut(at + 1, token.text.length)];
}

function readInvitation(body: Body) {
  const tokens = trim(body, /^[:.,!()]$/).filter(({ kind }) => kind !== 'break');
  const role = tokens.find(({ word }) => ROLE_OF[word] !== undefined);
  const named = tokens.filter((token) => token !== role && !NAME_NOISE.test(token.word));
  // Two of them are two invitations.
  if (named.some(({ word }) => /^(?:and|aur|y|और|&)$/.test(word))) return null;
  const isName = named.length <= 4 && named.every(({ text }) => /^[\p{L}\p{M}'.’-]+$/u.test(text));
  // "invite him over" is no invitation to the shop.
  const isProper = named.every(({ text }) => /^[\p{Lu}\p{Lo}]/u.test(text)) && named.length <= 3;
  if (!isName || !(role || isProper)) return null;
  return without({
    role: role ? (ROLE_OF[role.word] ?? '') : '',
    name: named.map(({ text }) => text).join(' '),
  });
}

function readLink(body: Body): Readonly<Record<string, SlotText>> | null {
  const tokens = trim(body, /^[:.,!]$/);
  const [code, ...others] = tokens;
  if (!code) return {};
  const isCodeLike = others.length === 0 && /^[\p{L}\p{N}-]{4,40}$/u.test(code.text);
  return isCodeLike ? { code: code.text } : null;
}
