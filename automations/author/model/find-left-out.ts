/**
 * What of the person's text a model's rule says nothing about: a figure, or a thing of the seller's
 * that is named. A rule that leaves it out is another rule than was asked for.
 */
import type { RuleProposal } from '../../rule/rule.ts';
import { foldWord, splitText, type Token } from '../grammar/split-text.ts';
import { mapNames } from '../map-names.ts';
import type { NameKind, SellerNames } from '../seller-names.ts';

const NAME_WORDS_MAX = 3;
/** Of these a plain word of the text is hardly ever something else. */
const KINDS: readonly NameKind[] = ['location', 'account', 'person'];
const ARTICLE = /^(?:the|a|an|our|my|el|la|los|las)$/;
const FIGURE = /^\d{1,9}(?:,\d{2,3})*$/;
const BROKEN = /^\d+\.\d+$/;

/** @returns the first thing that is left out, as it was typed; null: nothing is */
export function findLeftOut(
  rule: RuleProposal,
  o: { text: string; names: SellerNames },
): string | null {
  const tokens = splitText(o.text) ?? [];
  return (
    findFigure(rule, tokens) ?? findName(rule, { names: o.names, tokens }) ?? findUrl(rule, o.text)
  );
}

const URLS = /https?:\/\/[^\s"'<>]+/gi;

function findUrl({ actions }: RuleProposal, text: string): string | null {
  const called = actions.flatMap((action) => (action.kind === 'webhook' ? [action.url] : []));
  const isCalled = (url: string) => called.some((each) => url.startsWith(each));
  return text.match(URLS)?.find((url) => !isCalled(url)) ?? null;
}

/** Figures are looked for anywhere in the rule: as 9, 9:30, 9.00, or in words that it tells. */
function findFigure(rule: RuleProposal, tokens: readonly Token[]): string | null {
  const told = new Set(
    JSON.stringify(rule)
      .match(/\d+/g)
      ?.map((digits) => Number(digits)),
  );
  // Six in the evening is 18.
  const isTold = (figure: number) =>
    told.has(figure + 12) || SCALES.some((scale) => told.has(figure * scale));
  const open = tokens.find((token, at) => {
    if (isNegative(tokens, at)) return !rule.actions.some(({ kind }) => kind === 'adjust-stock');
    if (BROKEN.test(token.word)) return !isTold(Math.round(Number(token.word) * 100));
    const isPlain = FIGURE.test(token.word) && !MULTIPLIES.test(tokens[at + 1]?.word ?? '');
    return isPlain && !isTold(Number(token.word.replaceAll(',', '')));
  });
  return open?.text ?? null;
}

/** Minor units, hours, days and weeks in minutes, minutes and hours in seconds, pm. */
const SCALES = [1, 7, 30, 60, 100, 1_440, 3_600, 10_080];
const MULTIPLIES =
  /^(?:k|thousand|lakh|lakhs|lac|lacs|dozen|dozens|am|pm|hazaar|hazar|mil|baje|बजे)$/;

function isNegative(tokens: readonly Token[], at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]];
  const isMinus = before !== undefined && /^[-−–]$/.test(before.word);
  return isMinus && before.to === token?.from && /^\d/.test(token.word);
}

function findName(
  rule: RuleProposal,
  o: { tokens: readonly Token[]; names: SellerNames },
): string | null {
  const { tokens, names } = o;
  const used = new Set<string>();
  mapNames(rule, (kind, text) => {
    for (const { name } of names.find(kind, text)) used.add(`${kind} ${name}`);
    return [text];
  });
  const words = foldWord(JSON.stringify(rule.actions));
  const isUsed = (kind: NameKind, name: string, typed: string) =>
    used.has(`${kind} ${name}`) || words.includes(foldWord(typed));
  const codes = new Map(names.list('sku').map(({ name }) => [foldWord(name), name]));
  for (const [at, token] of tokens.entries()) {
    const code = codes.get(token.word);
    if (code !== undefined && !isUsed('sku', code, token.text)) return token.text;
    if (ARTICLE.test(token.word)) continue;
    for (let length = 1; length <= NAME_WORDS_MAX; length += 1) {
      const typed = tokens
        .slice(at, at + length)
        .map(({ text }) => text)
        .join(' ');
      const isLeft = KINDS.some((kind) => {
        const [only, ...others] = names.find(kind, typed);
        return only && others.length === 0 && !isUsed(kind, only.name, typed);
      });
      if (isLeft) return typed;
    }
  }
  return null;
}
