import type { AnyCommand } from '../commands/command.ts';
import type { Scene, Understood, Vocabulary } from '../language/understanding.ts';
import { type Reply, refusal } from '../reply/reply.ts';
import type { Frame } from './frames.ts';
import { fold } from './match-names.ts';

const SHOWN_MAX = 60;
const NEAR_MAX = 4;
const NAMES_MAX = 6;
const WORD_LENGTH_MIN = 3;

/** What was not understood, what is near it, and a line that would work. */
export function describeUnclear(o: {
  typed: string;
  understood: Extract<Understood, { kind: 'unclear' }>;
  commands: readonly AnyCommand[];
  frame: Frame;
  scene: Pick<Scene, 'vocabulary'>;
}): Reply {
  const { frame, understood } = o;
  const { near, unknown } = understood;
  const command = o.commands.find(({ name }) => name === near);
  const tryThis = command?.examples[0] ?? 'help';
  if (unknown === null) {
    const words = frame.unclear({ shown: shorten(o.typed) });
    const meant = command ? ` ${frame.didYouMean({ command: command.name })}` : '';
    return refusal(`${words}${meant}`, tryThis);
  }
  const { vocabulary } = o.scene;
  const skus = nearSkus(unknown, vocabulary);
  const hint =
    skus.length > 0
      ? frame.near({ names: skus })
      : frame.names({
          places: vocabulary.locations.slice(0, NAMES_MAX).map(({ name }) => name),
          shops: vocabulary.accounts.slice(0, NAMES_MAX).map(({ name }) => name),
        });
  return refusal(`${frame.unknown({ piece: shorten(unknown) })} ${hint}`.trim(), tryThis);
}

/** Codes that share a word with it: a slip of the finger costs one more message. */
function nearSkus(unknown: string, { skus }: Vocabulary): string[] {
  const wanted = wordsOf(unknown).filter((word) => word.length >= WORD_LENGTH_MIN);
  return skus
    .filter(({ code, title }) => {
      const known = wordsOf(`${code} ${title}`);
      return wanted.some((word) => known.includes(word));
    })
    .slice(0, NEAR_MAX)
    .map(({ code }) => code);
}

function wordsOf(text: string): string[] {
  return fold(text).split(/[^\p{L}\p{N}]+/u);
}

function shorten(typed: string): string {
  const [line = ''] = typed.trim().split('\n');
  return [...line].length > SHOWN_MAX ? `${[...line].slice(0, SHOWN_MAX).join('')}…` : line;
}
