import type { Action } from '../../rule/rule.ts';
import type { Target } from '../../terms/scope.ts';
import { clauseWords, deedWords, quoted, saidWords, thatWords, toDeed } from './free-text.ts';
import { as, bag, dear, either, type Grammar, kept, map, maybe, seq } from './read.ts';
import { say } from './say.ts';
import { AUTHOR, frontEndName, frontEnds, targets, typed } from './targets.ts';

// Telling somebody: who, by which front-end, in which words. In whichever order.

const message: Grammar<string | null> = either<string | null>(
  as(say('message'), null),
  map(seq(frontEndName, say('message')), ([name]) => name),
  typed(say('noFrontEndMessage')),
);

const template: Grammar<string> = either(
  map(seq(maybe(say('saying')), quoted), ([, words]) => words),
  map(seq(say('sayingFree'), saidWords), ([, words]) => words),
);
/** "…, they need to do the customs form": why, which changes nothing. */
const about: Grammar<unknown> = either<unknown>(say('about'), seq(say('reason'), deedWords));

interface Told {
  readonly to: readonly (readonly Target[])[];
  readonly by: readonly (readonly string[])[];
  readonly words: readonly string[];
  readonly notes: readonly (string | null)[];
}

const FRONT_ENDS_MAX = 3;

function toActions({ to, by, words, notes }: Told): readonly Action[] | null {
  const [only = []] = to;
  const ends = [...by.flat(), ...notes.flatMap((note) => (note === null ? [] : [note]))];
  const distinct = [...new Set(ends)];
  if (only.length === 0 || to.length > 1 || distinct.length > FRONT_ENDS_MAX) return null;
  const through = distinct.length === 0 ? [null] : distinct;
  return only.flatMap((each) =>
    through.map(
      (frontEndId): Action => ({
        kind: 'notify',
        to: each,
        frontEnd: frontEndId,
        template: words[0] ?? null,
      }),
    ),
  );
}

const toTargets = map(seq(say('to', 'in', 'on'), targets), ([, found]) => found);

/** "on Slack, saying "…"", behind whatever told. */
const trail = bag<
  { by: readonly string[]; words: string; about: unknown; note: string | null },
  Omit<Told, 'to'>
>(
  { by: frontEnds, words: template, about, note: message },
  ({ by, words, note }) => ({ by, words, notes: note }),
  { about: 2 },
);
const NO_TRAIL: Omit<Told, 'to'> = { by: [], words: [], notes: [] };
const withTrail = maybe(trail);

function told(grammar: Grammar<readonly Target[]>): Grammar<readonly Action[]> {
  return map(seq(grammar, withTrail), ([to, rest]) =>
    toActions({ ...(rest ?? NO_TRAIL), to: [to] }),
  );
}

const toldPlainly = map(seq(say('tell'), maybe(say('to')), targets), ([, , found]) => found);
/** "warn us in #packing": there, and nobody else. */
const toldThere = map(seq(say('tell'), say('me'), toTargets), ([, , found]) =>
  found.every(({ of }) => of === 'team') ? found : null,
);
const letKnow = map(
  seq(say('let'), targets, maybe(frontEnds), say('know'), withTrail),
  ([, to, by, , rest]) => {
    const trailed = rest ?? NO_TRAIL;
    return toActions({ ...trailed, to: [to], by: by === null ? trailed.by : [...trailed.by, by] });
  },
);

/** "WhatsApp me", "Slack the warehouse team". */
const byFrontEnd = map(seq(frontEndName, targets, withTrail), ([name, to, rest]) => {
  const trailed = rest ?? NO_TRAIL;
  return toActions({ ...trailed, to: [to], by: [...trailed.by, [name]] });
});

/** "send a Slack notification to the warehouse team", "post in #warehouse". */
const given = map(
  seq(
    say('give'),
    bag<
      {
        to: readonly Target[];
        by: readonly string[];
        note: string | null;
        words: string;
        about: unknown;
      },
      Told
    >(
      {
        to: either(toTargets, targets),
        by: either(
          frontEnds,
          map(frontEndName, (name) => [name]),
        ),
        note: message,
        words: template,
        about,
      },
      ({ to, by, note, words }) => ({ to, by, words, notes: note }),
      { about: 2 },
    ),
  ),
  ([, all]) => (all.notes.length + all.words.length + all.by.length > 0 ? toActions(all) : null),
);

/** "Asha ko Slack pe batao": the verb comes last. */
const toldBehind = bag<
  {
    to: readonly Target[];
    by: readonly string[];
    note: string | null;
    words: string;
    verb: string | null;
  },
  Told
>(
  {
    to: either(
      map(seq(targets, say('toBehind')), ([found]) => found),
      map(seq(targets, say('inGroupBehind')), ([found]) =>
        found.every(({ of }) => of === 'team') ? found : null,
      ),
      as(say('meBehind'), AUTHOR),
      map(seq(say('meBehind'), say('and'), targets, say('toBehind')), ([, , found]) => [
        ...AUTHOR,
        ...found,
      ]),
      map(seq(targets, maybe(say('toBehind')), say('and'), say('meBehind')), ([found]) => [
        ...found,
        ...AUTHOR,
      ]),
    ),
    by: frontEnds,
    note: message,
    words: either(
      template,
      map(seq(say('kiSo'), saidWords), ([, words]) => words),
    ),
    // "WhatsApp karo": the front-end is the verb.
    verb: either<string | null>(
      as(say('tellBehind'), null),
      map(seq(frontEndName, say('doBehind')), ([name]) => name),
    ),
  },
  ({ to, by, note, words, verb }) =>
    verb.length === 0 ? null : { to, by, words, notes: [...note, ...verb] },
);
/** "… to batao": whoever says so, where no one is named. */
const toldBehindTo: Grammar<readonly Action[]> = (text, at) =>
  toldBehind(text, at).flatMap(({ value, to, cost }) => {
    const isImplied = value.to.length === 0;
    const actions = toActions(isImplied ? { ...value, to: [AUTHOR] } : value);
    return actions === null ? [] : [{ value: actions, to, cost: isImplied ? cost + 0.3 : cost }];
  });

const saidTo: Grammar<string> = either(
  toDeed,
  dear(0.5, clauseWords),
  map(seq(say('thatSo'), thatWords), ([, words]) => words),
);

/**
 * "tell Kabir to check the shelf", "remind me to call the courier", "tell me it is urgent": the
 * words are the message.
 */
const toldTo = map(
  seq(say('tell'), targets, maybe(frontEnds), saidTo, maybe(frontEnds)),
  ([, to, before, words, behind]) =>
    toActions({
      to: [to],
      by: [...(before ? [before] : []), ...(behind ? [behind] : [])],
      words: [words],
      notes: [],
    }),
);

/** "the warehouse team should be told", "I want the godown team warned". */
const isTold = map(seq(targets, say('isTold'), withTrail), ([to, , rest]) =>
  toActions({ ...(rest ?? NO_TRAIL), to: [to] }),
);
/** "the manager ought to be kept posted", "I'd rather be warned". */
const toBeTold = either(
  map(seq(targets, say('shouldBe'), say('toldPast'), withTrail), ([to, , , rest]) =>
    toActions({ ...(rest ?? NO_TRAIL), to: [to] }),
  ),
  map(seq(say('iAmTo'), say('toldPast'), withTrail), ([, , rest]) =>
    toActions({ ...(rest ?? NO_TRAIL), to: [AUTHOR] }),
  ),
);
/** "Asha should get a Slack message". */
const getsNote = map(
  seq(
    targets,
    say('shouldGet'),
    either(
      message,
      map(frontEndName, (name) => name),
    ),
    withTrail,
  ),
  ([to, , name, rest]) => {
    const trailed = rest ?? NO_TRAIL;
    return toActions({ ...trailed, to: [to], notes: [...trailed.notes, name] });
  },
);

const selfTold = map(seq(say('tellMe'), withTrail), ([, rest]) =>
  toActions({ ...(rest ?? NO_TRAIL), to: [AUTHOR] }),
);

/** "I need a WhatsApp", "a Slack message to Asha". */
const wanted = map(
  seq(
    say('iNeed'),
    either(
      frontEndName,
      map(message, (name) => name ?? ''),
    ),
    withTrail,
  ),
  ([, name, rest]) => {
    const trailed = rest ?? NO_TRAIL;
    return toActions({
      ...trailed,
      to: [AUTHOR],
      by: name === '' ? trailed.by : [...trailed.by, [name]],
    });
  },
);
/** "alert if …", "set up an alert when …": to whoever wishes for it. */
const noticed = map(
  seq(
    maybe(say('frameMake')),
    maybe(frontEndName),
    either<unknown>(say('noticeNoun'), say('tell')),
    withTrail,
  ),
  ([, name, , rest]) => {
    const trailed = rest ?? NO_TRAIL;
    return toActions({ ...trailed, to: [AUTHOR], notes: [...trailed.notes, name] });
  },
);
const noted = map(
  seq(
    message,
    map(seq(say('to', 'for', 'in', 'goesTo'), targets), ([, found]) => found),
    withTrail,
  ),
  ([name, to, rest]) => {
    const trailed = rest ?? NO_TRAIL;
    return toActions({ ...trailed, to: [to], notes: [...trailed.notes, name] });
  },
);

/** "→ ops", "-> slack warehouse team". */
const arrowed = map(
  seq(either(say('arrow'), dear(0.7, say('to'))), maybe(frontEndName), targets, withTrail),
  ([, name, to, rest]) => {
    const trailed = rest ?? NO_TRAIL;
    return toActions({
      ...trailed,
      to: [to],
      by: name === null ? trailed.by : [...trailed.by, [name]],
    });
  },
);

/** "→ Slack", "to telegram": there, to whoever writes. */
const arrowedBy = map(
  seq(either(say('arrow'), dear(0.7, say('to', 'via', 'on'))), frontEndName, withTrail),
  ([, name, rest]) => {
    const trailed = rest ?? NO_TRAIL;
    return toActions({ ...trailed, to: [AUTHOR], by: [...trailed.by, [name]] });
  },
);

/** "… should be reported in #ops". */
const reported = map(seq(say('isReported'), toTargets, withTrail), ([, to, rest]) =>
  toActions({ ...(rest ?? NO_TRAIL), to: [to] }),
);

export const telling: Grammar<readonly Action[]> = kept(
  either(
    told(toldPlainly),
    told(toldThere),
    letKnow,
    toldTo,
    byFrontEnd,
    given,
    toldBehindTo,
    isTold,
    toBeTold,
    getsNote,
    selfTold,
    wanted,
    dear(0.6, noticed),
    dear(0.5, noted),
    reported,
  ),
);

/** "→ ops", "to Slack": by itself a message, behind a report its receiver. */
export const arrows: Grammar<readonly Action[]> = kept(
  either(dear(0.3, arrowed), dear(0.6, arrowedBy)),
);
