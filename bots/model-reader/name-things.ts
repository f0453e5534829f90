import type { AnyCommand } from '../commands/command.ts';
import type { SlotKind } from '../commands/slot.ts';
import type { Draft, Reader, Scene, SlotText } from '../language/understanding.ts';

/** Kinds of things that the parser knows by more names than the catalogue's own. */
const NAMED: readonly SlotKind[] = ['sku', 'location'];

/**
 * What a model calls things, as the catalogue calls them: with the parser's own eye for aliases,
 * sizes and slips of the finger. A name that the parser does not know stays as it is, so that the
 * answer can say so.
 */
export async function nameThings(parser: Reader, scene: Scene, draft: Draft): Promise<Draft> {
  const command = scene.commands.find(({ name }) => name === draft.command);
  const named = Object.entries(draft.slots).map(async ([name, text]) => {
    const found = await nameThing(parser, scene, { command, name, text });
    return [name, found] as const;
  });
  return { ...draft, slots: Object.fromEntries(await Promise.all(named)) };
}

async function nameThing(
  parser: Reader,
  scene: Scene,
  { command, name, text }: { command: AnyCommand | undefined; name: string; text: SlotText },
): Promise<SlotText> {
  const kind = command?.slots[name]?.kind;
  if (!kind || !NAMED.includes(kind) || typeof text !== 'string') return text;
  const alone = { ...scene, memory: { last: null, question: null } };
  const read = await parser.read(`stock ${text}`, alone);
  const [only, ...others] = read.kind === 'drafts' ? read.drafts : [];
  if (!only || others.length > 0 || only.command !== 'stock') return text;
  const [found, ...more] = Object.entries(only.slots);
  return found && more.length === 0 && found[0] === kind ? found[1] : text;
}
