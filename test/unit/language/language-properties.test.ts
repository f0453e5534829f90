import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { findMisspelt, findPhrase, wordsOfSense } from '../../../bots/language/phrase-index.ts';
import { hear, show, vocabulary } from './market-stall.ts';

const stocked = vocabulary.skus.filter(({ isKit }) => !isKit).map(({ code }) => code);
const aSku = fc.constantFrom(...stocked);
const aPlace = fc.constantFrom(...vocabulary.locations);
const aQuantity = fc.integer({ min: 1, max: 1_000_000 });
const aMovement = fc.constantFrom('sold', 'received', 'damaged', 'returned', 'count');

async function draftsOf(text: string): Promise<string> {
  const understood = await hear(text);
  return understood.kind === 'drafts' ? understood.drafts.map(show).join(' ; ') : understood.kind;
}

describe('a sentence made from a draft', () => {
  test.prop([aMovement, aQuantity, aSku, aPlace], { numRuns: 150 })(
    'gives that very draft back, in each order of its words',
    async (command, quantity, sku, { code, name }) => {
      const expected = `${command} location=${code} quantity=${quantity} sku=${sku}`;
      for (const text of [
        `${command} ${quantity} ${sku} in ${name}`,
        `${command} ${sku} ${quantity} ${code}`,
        `${name}: ${command} ${quantity} x ${sku}`,
      ]) {
        expect(await draftsOf(text), text).toBe(expected);
      }
    },
  );

  test.prop([aQuantity, aSku, aPlace, aPlace], { numRuns: 60 })(
    'moves from where it says to where it says',
    async (quantity, sku, from, to) => {
      fc.pre(from.code !== to.code);
      const expected = `move from=${from.code} quantity=${quantity} sku=${sku} to=${to.code}`;
      expect(await draftsOf(`move ${quantity} ${sku} from ${from.name} to ${to.name}`)).toBe(
        expected,
      );
      expect(await draftsOf(`${from.name} se ${to.name} ${quantity} ${sku} bhejo`)).toBe(expected);
    },
  );
});

const OUT = ['sold', 'damaged', 'remove', 'down'] as const;
const IN = ['received', 'returned', 'add', 'up'] as const;
const ALPHABET = [...'abcdefghijklmnopqrstuvwxyz'];

/** Every text that is one slip of the finger away. */
function slipsOf(word: string): Set<string> {
  const found = new Set<string>();
  for (let at = 0; at <= word.length; at += 1) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    if (tail !== '') found.add(head + tail.slice(1));
    if (tail.length > 1) found.add(`${head}${tail[1]}${tail[0]}${tail.slice(2)}`);
    for (const letter of ALPHABET) {
      found.add(head + letter + tail);
      if (tail !== '') found.add(head + letter + tail.slice(1));
    }
  }
  found.delete(word);
  return found;
}

/** What a word says by itself, as typed or with a slip. */
function sensesOf(word: string): readonly string[] {
  return (findPhrase([word]) ?? findMisspelt(word))?.senses ?? [];
}

describe('a slip of the finger', () => {
  test.each([
    [OUT, IN],
    [IN, OUT],
  ])('never turns %s into %s', (senses, opposites) => {
    const words = senses
      .flatMap((sense) => wordsOfSense(sense))
      .filter((word) => /^[a-z]{4,}$/.test(word));
    expect(words.length).toBeGreaterThan(20);
    const turned = words.flatMap((word) =>
      [...slipsOf(word)]
        .filter((slip) =>
          sensesOf(slip).some((sense) => opposites.some((opposite) => opposite === sense)),
        )
        .map((slip) => `${word} → ${slip}`),
    );
    expect(turned).toEqual([]);
  });
});
