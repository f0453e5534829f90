import type { Memory, Scene, Vocabulary } from '../language/understanding.ts';
import type { QuestionBody } from './draw-question.ts';
import type { AnswererDeps, LastSaid, Turn } from './turn.ts';

/** All that a reader may know: the seller's own names, and what this person said before. */
export async function readScene(
  { core, commands, people }: Pick<AnswererDeps, 'core' | 'commands' | 'people'>,
  turn: Turn,
): Promise<Scene> {
  const { seller, sender, now } = turn;
  const { sellerId, currency, timeZone } = seller;
  const { name, role } = sender.person;
  return {
    ...{ sellerId, commands, currency, timeZone, now },
    vocabulary: await readVocabulary({ core, people }, sellerId),
    memory: { last: toLast(sender.last), question: toQuestion(turn) },
    home: sender.person.home?.code ?? null,
    speaker: { name, role },
  };
}

/** The very same object while nothing of it has changed: a reader keeps its index by it. */
export async function readVocabulary(
  { core, people }: VocabularyDeps,
  sellerId: number,
): Promise<Vocabulary> {
  const [words, persons, orders] = await Promise.all([
    core.catalog.readVocabulary(sellerId),
    people.list(sellerId),
    core.orders.recentNumbers(sellerId),
  ]);
  return joinWords(words, { people: persons, orders });
}

export interface VocabularyDeps {
  readonly core: {
    readonly catalog: Pick<AnswererDeps['core']['catalog'], 'readVocabulary'>;
    readonly orders: Pick<AnswererDeps['core']['orders'], 'recentNumbers'>;
  };
  readonly people: Pick<AnswererDeps['people'], 'list'>;
}

type Others = Pick<Vocabulary, 'people' | 'orders'>;
type Words = Omit<Vocabulary, keyof Others>;
const joined = new WeakMap<Words, { readonly key: string; readonly vocabulary: Vocabulary }>();

function joinWords(words: Words, { people, orders }: Others): Vocabulary {
  const names = people.map(({ personId, name }) => ({ personId, name }));
  const key = JSON.stringify([names, orders]);
  const known = joined.get(words);
  if (known?.key === key) return known.vocabulary;
  const vocabulary = { ...words, people: names, orders };
  joined.set(words, { key, vocabulary });
  return vocabulary;
}

/** From JSON, in which a moment is text. */
function toLast(stored: unknown): LastSaid | null {
  if (stored === null || stored === undefined) return null;
  const last = stored as LastSaid;
  return { ...last, at: new Date(last.at) };
}

function toQuestion({ sender, frame }: Turn): Memory['question'] {
  const { open } = sender;
  if (!open || open.kind === 'approve') return null;
  if (open.kind === 'confirm') {
    const options = [{ names: [frame.yes] }, { names: [frame.no] }];
    return { kind: 'confirm', slot: null, options };
  }
  const { choice } = open.body as QuestionBody;
  return { kind: 'choice', slot: choice?.slot ?? null, options: choice?.options ?? [] };
}
