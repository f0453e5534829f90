/**
 * The second reader: a language model, for what the parser cannot read.
 *
 * It is asked only then, and never about a text that the parser understood and that must not act.
 * It is told the table of commands and this one text of the person, as data; no title, alias or
 * name of the seller's, nobody else's words, nothing that was said before. What comes back is
 * checked, named by the parser and marked, so that the conversation shows it before anything is
 * changed. Whatever goes wrong, the parser's own answer stands.
 */
import type { Model } from '../../automations/llm/model.ts';
import type { AnyCommand } from '../commands/command.ts';
import type { Draft, Reader, Scene, Understood } from '../language/understanding.ts';
import { toCommandSchema } from './command-schema.ts';
import { nameThings } from './name-things.ts';
import { readWritten } from './read-written.ts';
import { writeInstructions } from './write-instructions.ts';

const TEXT_LENGTH_MAX = 2_000;
const HAS_WORDS = /\p{L}{2}/u;

export function createModelReader({ parser, model }: { parser: Reader; model: Model }): Reader {
  const instructions = new WeakMap<readonly AnyCommand[], ReturnType<typeof instruct>>();

  async function propose(text: string, scene: Scene): Promise<readonly Draft[]> {
    const { commands, sellerId } = scene;
    const told = instructions.get(commands) ?? instruct(commands);
    instructions.set(commands, told);
    const answer = await model.complete({
      ...{ ...told, sellerId, purpose: 'read-message', name: 'commands' },
      user: JSON.stringify({ message: text }),
    });
    const drafts = answer.kind === 'value' ? readWritten(told.commands, answer.value) : null;
    return Promise.all((drafts ?? []).map((draft) => nameThings(parser, scene, draft)));
  }

  return {
    async read(text, scene): Promise<Understood> {
      const understood = await parser.read(text, scene);
      if (understood.kind !== 'unclear' || !isWorthAsking(text, scene)) return understood;
      const drafts = await propose(text, scene);
      return drafts.length === 0 ? understood : { kind: 'drafts', drafts, instead: null };
    },
  };
}

/** While a question is open the words are its answer: a name that only the person knows. */
function isWorthAsking(text: string, { memory }: Scene): boolean {
  const isAnswer = memory.question?.kind === 'choice';
  return !isAnswer && text.length <= TEXT_LENGTH_MAX && HAS_WORDS.test(text);
}

function instruct(all: readonly AnyCommand[]) {
  const commands = all.filter((command) => command.group !== 'demo' && !makesRule(command));
  return { commands, system: writeInstructions(commands), schema: toCommandSchema(commands) };
}

/** A rule comes from the person's own text alone, by its own way (automations/author). */
const makesRule = ({ slots }: AnyCommand) =>
  Object.values(slots).some(({ kind }) => kind === 'rule');
