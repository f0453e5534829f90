import type { AnyCommand } from '../commands/command.ts';
import type { Slot } from '../commands/slot.ts';
import { RULES } from './command-rules.ts';
import { type Item, isKind } from './message-item.ts';
import { spokenWords } from './read-answer.ts';
import type { Reading } from './reading.ts';
import type { SceneIndex } from './scene-index.ts';
import type { Draft, SlotText } from './understanding.ts';

const RULED = new Set(RULES.map(({ command }) => command));

/** A command that the lexicon does not know, by its name and then its slots by their kinds. */
export function readPlainCommand(
  { scene, tokens, index }: Reading,
  items: readonly Item[],
): Draft | null {
  const words = tokens.map(({ word }) => word);
  const found = scene.commands
    .filter(({ name }) => !RULED.has(name))
    .flatMap((command) =>
      [command.name, ...command.aliases].map((name) => ({ command, name: name.split(' ') })),
    )
    .filter(({ name }) => name.every((part, at) => words[at] === part))
    .toSorted((a, b) => b.name.length - a.name.length)[0];
  if (!found) return null;
  const from = found.name.length;
  const rest = items.filter((item) => item.from >= from);
  const slots = fillByKind(found.command, rest, { words: words.slice(from), index });
  return slots && { command: found.command.name, slots };
}

/** "sold", "/move": a change by its name alone, as a menu sends it; all of it is asked for. */
export function readLoneCommand({ scene, tokens }: Reading): Draft | null {
  const typed = spokenWords(tokens).join(' ');
  const found = scene.commands.find(({ name, aliases }) => [name, ...aliases].includes(typed));
  const isAsked = Object.values(found?.slots ?? {}).some(({ isNeeded }) => isNeeded);
  const isChange = found?.risk === 'write' && isAsked;
  return found && isChange && !scene.memory.question ? { command: found.name, slots: {} } : null;
}

function fillByKind(
  command: AnyCommand,
  items: readonly Item[],
  { words, index }: { readonly words: readonly string[]; readonly index: SceneIndex },
): Record<string, SlotText> | null {
  const filled: Record<string, SlotText> = {};
  const left = new Set(items.filter((item) => !isKind(item, 'filler', 'mark', 'join', 'end')));
  for (const [name, slot] of Object.entries(command.slots)) {
    const value = slot.kind === 'word' ? wordOf(slot, words) : null;
    if (value !== null) {
      filled[name] = value;
      left.clear();
      continue;
    }
    const item = [...left].find((each) => textFor(slot, each, index) !== null);
    if (!item) continue;
    filled[name] = textFor(slot, item, index) ?? '';
    left.delete(item);
  }
  return left.size === 0 ? filled : null;
}

function wordOf(slot: Slot, words: readonly string[]): string | null {
  const typed = words.join(' ');
  const found = Object.entries(slot.words).find(
    ([word, others]) => word === typed || others.includes(typed),
  );
  return found?.[0] ?? null;
}

function textFor(slot: Slot, item: Item, { catalogue }: SceneIndex): SlotText | null {
  if (slot.kind === 'quantity' && isKind(item, 'number')) return item.value;
  if (slot.kind === 'amount' && isKind(item, 'number')) return item.amount;
  if (slot.kind === 'sku' && isKind(item, 'sku')) {
    return several(item.mention.skus.map((at) => catalogue.skus[at]?.sku.code ?? ''));
  }
  if (slot.kind === 'location' && isKind(item, 'place')) return several(item.codes);
  if (slot.kind === 'account' && isKind(item, 'account')) return several(item.ids);
  if (slot.kind === 'order' && isKind(item, 'order')) return several(item.numbers);
  return null;
}

function several(values: readonly string[]): SlotText {
  return values.length === 1 ? (values[0] ?? '') : { oneOf: values };
}
