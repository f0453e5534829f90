import type { AnyCommand } from '../commands/command.ts';
import { fillSlots } from './fill-slots.ts';
import { nearestCommand } from './nearest-command.ts';
import { isPlain, joinWords, splitWords, type Word } from './split-words.ts';
import type { Understanding, Understood } from './understanding.ts';

const POLITE = ['please', 'pls', 'i', 'we', 'just', 'ok', 'okay', 'hey', 'hi', 'so', 'and'];
const FALLBACK = 'help';

/** The command grammar: a command's name first, its arguments in any order behind it. */
export const readCommands: Understanding = {
  async understand(text, o): Promise<Understood> {
    const words = withoutPoliteness(splitWords(text));
    const head = findHead(words, o.commands);
    if (!head) return readNameless(words, o);
    const { command, used } = head;
    const filled = await fillSlots({ ...o, command, words: words.slice(used) });
    if (filled.ok) return { kind: 'draft', draft: { command: command.name, slots: filled.slots } };
    return { kind: 'unclear', words: filled.words, tryThis: command.examples[0] ?? FALLBACK };
  },
};

function withoutPoliteness(words: readonly Word[]): Word[] {
  const start = words.findIndex((word) => !isPlain(word, ...POLITE));
  const [first, ...rest] = start < 0 ? [] : words.slice(start);
  if (!first) return [];
  const isSlashed = !first.isQuoted && /^\/\w/.test(first.text);
  return [isSlashed ? { ...first, text: first.text.slice(1) } : first, ...rest];
}

/** The longest name that the words start with: "add sku" before "add". */
function findHead(
  words: readonly Word[],
  commands: readonly AnyCommand[],
): { command: AnyCommand; used: number } | null {
  let best: { command: AnyCommand; used: number } | null = null;
  for (const command of commands) {
    for (const name of [command.name, ...command.aliases]) {
      const parts = name.split(' ');
      const isStart = parts.every((part, index) => isPlain(words[index], part));
      if (isStart && parts.length > (best?.used ?? 0)) best = { command, used: parts.length };
    }
  }
  return best;
}

/** "2 hoodie-m sold in mumbai": understood, but not acted on: it may as well say "not sold". */
function findBuried(
  words: readonly Word[],
  commands: readonly AnyCommand[],
): { name: string; at: number } | null {
  for (const [at, word] of words.entries()) {
    const found = commands.find(({ name, aliases }) =>
      [name, ...aliases].some((each) => each.length > 3 && isPlain(word, each)),
    );
    if (found && at > 0) return { name: word.text.toLowerCase(), at };
  }
  return null;
}

/** A SKU alone asks for its stock; anything else gets the nearest command. */
async function readNameless(
  words: readonly Word[],
  o: Parameters<Understanding['understand']>[1],
): Promise<Understood> {
  const typed = joinWords(words);
  if (typed === '') return { kind: 'unclear', words: 'Yes?', tryThis: FALLBACK };
  const found = await o.lookups.findSkus(typed);
  if (found.length > 0)
    return { kind: 'draft', draft: { command: 'stock', slots: { sku: typed } } };
  const near = nearestCommand(typed, o.commands);
  const shown = typed.length > 60 ? `${typed.slice(0, 60)}…` : typed;
  const buried = findBuried(words, o.commands);
  if (buried) {
    const rest = words.filter((_, index) => index !== buried.at);
    const tryThis = `${buried.name} ${joinWords(rest)}`;
    return { kind: 'unclear', words: `Start with “${buried.name}”, please.`, tryThis };
  }
  if (near) {
    const words = `I do not know “${shown}”. Did you mean “${near.name}”?`;
    return { kind: 'unclear', words, tryThis: near.examples[0] ?? FALLBACK };
  }
  const hint = `I do not know “${shown}”. Start with what happened: sold, received, count, why …`;
  return { kind: 'unclear', words: hint, tryThis: FALLBACK };
}
