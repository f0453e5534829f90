import { expect, it } from 'vitest';
import { commands } from '../../../bots/commands/registry.ts';
import { RULES } from '../../../bots/language/command-rules.ts';
import { SLOTS } from '../../../bots/language/command-slots.ts';
import { createParser } from '../../../bots/language/create-parser.ts';
import { scene, show, vocabulary } from './market-stall.ts';

const table = new Map(commands.map((command) => [command.name, command]));

it('the parser fills only slots that the command has, with words that the slot knows', () => {
  const ruled = RULES.filter(({ command }) => table.has(command));
  expect(new Set(ruled.map(({ command }) => command)).size).toBeGreaterThan(30);
  const wrong = ruled.flatMap((rule) => {
    const slots = table.get(rule.command)?.slots ?? {};
    const named = [SLOTS[rule.command], rule.words, rule.fixed].flatMap((part) =>
      Object.keys(part ?? {}),
    );
    const unknown = named.filter((name) => !slots[name]).map((name) => `${rule.command}: ${name}`);
    const words = Object.entries(rule.words ?? {}).flatMap(([name, bysense]) =>
      Object.values(bysense)
        .filter((word) => !(word in (slots[name]?.words ?? {})))
        .map((word) => `${rule.command}: ${name}=${word}`),
    );
    return [...unknown, ...words];
  });
  expect(wrong).toEqual([]);
});

it('among ten thousand SKUs a message is read without a walk over all of them', async () => {
  const skus = Array.from({ length: 10_000 }, (_, at) => ({
    ...{ skuId: at + 1, code: `ITEM-${at}-M`, title: `Printed shawl, pattern ${at}, M` },
    ...{ aliases: [], barcodes: [], options: { size: 'M' }, category: 'Shawls', tags: [] },
    ...{ packs: [], isKit: false },
  }));
  const large = { ...scene, vocabulary: { ...vocabulary, skus } };
  const parser = createParser();
  const text =
    'sold 3 shawl pattern 4711 m in mumbai and 2 item-77-m, recieved 4 item-9999-m in delhi';
  const first = await parser.read(text, large);
  expect(first.kind === 'drafts' && first.drafts.map(show)).toEqual([
    'sold location=MUM quantity=3 sku=ITEM-4711-M',
    'sold location=MUM quantity=2 sku=ITEM-77-M',
    'received location=DEL quantity=4 sku=ITEM-9999-M',
  ]);
  const began = process.cpuUsage();
  for (let times = 0; times < 20; times += 1) await parser.read(text, large);
  const spent = process.cpuUsage(began);
  expect((spent.user + spent.system) / 1_000 / 20).toBeLessThan(30);
});
