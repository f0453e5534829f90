import { expect, it } from 'vitest';
import { read } from './market-stall.ts';

it.each([
  ['sold 3 hoodie-m in mumbai', 'sold location=MUM quantity=3 sku=HOODIE-M'],
  ['we sold 3 pcs of hoodie m in mumbai please', 'sold location=MUM quantity=3 sku=HOODIE-M'],
  ['2 hoodie-m mumbai se bech diye', 'sold location=MUM quantity=2 sku=HOODIE-M'],
  ['se vendieron 3 tazas rojas en Delhi', 'sold location=DEL quantity=3 sku=MUG-RED'],
  ['दिल्ली में 3 लाल मग बेचे', 'sold location=DEL quantity=3 sku=MUG-RED'],
])('“%s” is one sale, in whichever language and order', async (text, draft) => {
  expect(await read(text)).toBe(draft);
});
