import { either, type Grammar, kept, listOf, maybe, seq, type Text } from './read.ts';
import { say } from './say.ts';
import type { Token } from './split-text.ts';

// What people say before a rule: "could you please", "set up an automation that …".

const PIECES_MAX = 4;

const nothing: Grammar<null> = (_, at) => [{ value: null, to: at, cost: 0 }];

const piece: Grammar<unknown> = either<unknown>(
  say('wish'),
  seq(say('frameMake'), say('frameNoun'), maybe(say('frameLink'))),
  seq(say('frameMake'), say('frameLink')),
);

export const frame: Grammar<unknown> = kept(listOf(piece, nothing, PIECES_MAX));

const VERBS = (
  'tell notify alert ping message inform warn text send give drop post write push remind let ' +
  'pause hide delist take pull stop resume relist put bring set change make raise increase ' +
  'lower reduce cut move transfer shift add remove reorder draft create call keep hold assign ' +
  'mark discount email slack whatsapp telegram shoot unpause reactivate ask get deliver forward'
).split(' ');
const PAST = { told: 'tell', sent: 'send', gave: 'give', got: 'get', wrote: 'write' } as const;

const endsSilent = (verb: string) => /[^aeiou]e$/.test(verb);
/** "set" and "drop", not "alert" and "remind". */
const doubles = (verb: string) => /^[^aeiou]+[aeiou][bdgmnpt]$/.test(verb);

function thirdOf(verb: string): string {
  if (/(?:s|sh|ch|x|o)$/.test(verb)) return `${verb}es`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
}

function stemOf(verb: string): string {
  if (endsSilent(verb)) return verb.slice(0, -1);
  return doubles(verb) ? `${verb}${verb.at(-1)}` : verb;
}

const PLAIN: ReadonlyMap<string, string> = new Map(
  VERBS.flatMap((verb): [string, string][] => [
    [thirdOf(verb), verb],
    [`${stemOf(verb)}ing`, verb],
  ]),
);
const PLAIN_PAST: ReadonlyMap<string, string> = new Map([
  ...Object.entries(PAST),
  ...VERBS.filter((verb) => !/^(?:tell|send|give|get|write)$/.test(verb)).map(
    (verb): [string, string] => [
      /y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${stemOf(verb)}ed`,
      verb,
    ],
  ),
]);
/** Who is wished to do it: "if you told me". */
const DOERS = new Set('you u shelftalk bot system app it'.split(' '));

/**
 * The text with what is to be done in its plain form, as after "please": "a rule that tells me",
 * "would you mind telling me", "if you told me". Null: it says nothing so.
 */
export function inPlainForm(text: Text): Text | null {
  let isChanged = false;
  const tokens = text.tokens.map((token, at): Token => {
    const isDone = DOERS.has(text.tokens[at - 1]?.word ?? '');
    const plain = PLAIN.get(token.word) ?? (isDone ? PLAIN_PAST.get(token.word) : undefined);
    if (token.kind !== 'word' || plain === undefined) return token;
    isChanged = true;
    return { ...token, word: plain };
  });
  return isChanged ? { ...text, tokens, memo: new Map() } : null;
}
