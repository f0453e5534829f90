import { expect, test } from 'vitest';
import { bestSuggestion, suggestSkus } from '../../../bots/commands/suggest-skus.ts';

const skus = [
  ['HOODIE-M', 'Fleece hoodie, charcoal, M', ['kali hoodie'], []],
  ['HOODIE-L', 'Fleece hoodie, charcoal, L', [], []],
  ['MUG-RED', 'Stoneware mug, red', [], ['8901234567894']],
  ['MUG-RACK', 'Rack for six mugs', [], []],
  ['TEE-32', 'Cotton tee, 32', [], []],
].map(([code, title, aliases, barcodes], index) => ({
  ...{ skuId: index + 1, code: code as string, title: title as string },
  ...{ aliases: aliases as string[], barcodes: barcodes as string[] },
}));

const suggest = (code: string, title = '') => suggestSkus({ code, title }, skus);

test.each([
  ['hoodie m', '', 'HOODIE-M'],
  ['HODIE-M', '', 'HOODIE-M'],
  ['BC-77', 'Fleece hoodie charcoal M', 'HOODIE-M'],
  ['BC-78', 'Fleece Hoodie (charcoal), L', 'HOODIE-L'],
  ['8901234567894', '', 'MUG-RED'],
  ['KALI HOODIE', '', 'HOODIE-M'],
  ['X1', 'red stoneware mugs', 'MUG-RED'],
])('“%s %s” may be %s', (code, title, expected) => {
  expect(bestSuggestion(suggest(code, title))?.code ?? suggest(code, title)[0]?.code).toBe(
    expected,
  );
});

test.each([
  ['ZZZ', 'Garden chair'],
  ['', ''],
  ['#551', ''],
])('“%s %s” is like nothing', (code, title) => {
  expect(suggest(code, title)).toEqual([]);
});

test('of two that fit alike none is taken', () => {
  const near = suggest('BC-79', 'Fleece hoodie charcoal');
  expect(near.map(({ code }) => code)).toEqual(['HOODIE-L', 'HOODIE-M']);
  expect(bestSuggestion(near)).toBeNull();
});
