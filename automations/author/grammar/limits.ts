import { length, lengthOrUnit } from './clock.ts';
import { either, type Grammar, kept, map, maybe, seq } from './read.ts';
import { say } from './say.ts';

// How often a rule may run: once, or not again within so long.

const COOL_DOWN_MINUTES_MAX = 30 * 1_440;

export const once: Grammar<'once'> = map(say('onlyOnce'), () => 'once' as const);

const perWhat = maybe(say('perSubject'));

export const coolDown: Grammar<number> = kept(
  map(
    either(
      map(
        seq(
          say('atMostOnce'),
          maybe(say('per', 'within', 'every')),
          perWhat,
          lengthOrUnit,
          perWhat,
        ),
        ([, , , minutes]) => minutes,
      ),
      map(
        seq(say('atMostOnce'), say('per'), say('subject'), say('per', 'within'), lengthOrUnit),
        ([, , , , minutes]) => minutes,
      ),
      map(
        seq(
          say('onceWord'),
          say('per', 'within', 'every'),
          perWhat,
          lengthOrUnit,
          maybe(perWhat),
          say('atMostBehindTime'),
        ),
        ([, , , minutes]) => minutes,
      ),
      map(
        seq(
          say('notAgain'),
          maybe(say('within', 'for', 'until')),
          lengthOrUnit,
          maybe(say('later')),
        ),
        ([, , minutes]) => minutes,
      ),
      map(seq(say('coolDown'), maybe(say('of', 'is')), length), ([, , minutes]) => minutes),
      map(seq(maybe(say('withWord')), length, say('coolDownBehind')), ([, minutes]) => minutes),
      map(
        seq(say('waitAtLeast'), length, say('between', 'later', 'coolDownBehind')),
        ([, minutes]) => minutes,
      ),
      map(seq(length, say('onceBehind')), ([minutes]) => minutes),
      map(
        seq(
          lengthOrUnit,
          say('perBehind'),
          say('onceWord'),
          maybe(say('atMostBehindTime', 'only')),
        ),
        ([minutes]) => minutes,
      ),
    ),
    (minutes) => (minutes > COOL_DOWN_MINUTES_MAX ? null : minutes),
  ),
);

/** "once a day", with something else that sets the rule off: not more often. */
export const oncePer: Grammar<number> = map(
  seq(say('onceWord'), say('per', 'every', 'within'), perWhat, lengthOrUnit),
  ([, , , minutes]) => (minutes > COOL_DOWN_MINUTES_MAX ? null : minutes),
);
