/**
 * What people want of an automation that cannot be done: it is answered with what can. The topic of
 * help that says so; null: no automation is spoken of.
 */
import { foldWord } from '../language/fold-text.ts';
import { findNumbered } from './read-edit-talk.ts';

const NOUN = /(?<![\p{L}\p{M}])(?:automations?|automatizacion(?:es)?|ऑटोमेशन)(?![\p{L}\p{M}])/u;

const WISHES: readonly { readonly topic: string; readonly when: RegExp }[] = [
  { topic: 'rename automation', when: /\b(?:re)?name|\bcall\b|renombra|naam/u },
  {
    topic: 'snooze automation',
    when: /\bsnooze|\buntil\b|\bfor \d+|\bfor (?:an?|one|two|the) |\btill?\b|\btak\b|\bhasta\b/u,
  },
  { topic: 'run automation', when: /\b(?:run|start|fire|trigger|execute|launch)\b|ejecuta/u },
  { topic: 'copy automation', when: /\b(?:copy|duplicate|clone|copia)\b/u },
];

export function readAutomationWish(text: string): string | null {
  const said = foldWord(text);
  const numbered = findNumbered(text);
  if (!numbered && !NOUN.test(said)) return null;
  const wish = WISHES.find(({ when }) => when.test(said));
  const isAll = /\b(?:all|every|sab|saare|todas)\b/u.test(said);
  const topic = numbered === null && isAll ? 'all automations' : wish?.topic;
  if (numbered === null) return topic ?? 'automations';
  return `${topic ?? 'automation'} ${numbered.number}`;
}
