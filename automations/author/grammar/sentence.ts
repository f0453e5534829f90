import type { Action, Condition, RuleProposal } from '../../rule/rule.ts';
import { acting } from './acts.ts';
import { assemble } from './assemble.ts';
import { exception, tree } from './conditions.ts';
import { comma } from './entities.ts';
import { frame, inPlainForm } from './frame.ts';
import { quoted, saidWords, thatWords, toDeed } from './free-text.ts';
import type { Happening } from './happening.ts';
import { coolDown, once, oncePer } from './limits.ts';
import type { OpenAct } from './open-act.ts';
import { orderHappening } from './order-clauses.ts';
import { paceHappening } from './pace-clauses.ts';
import type { Part } from './part.ts';
import {
  cheapest,
  dear,
  either,
  type Grammar,
  kept,
  map,
  maybe,
  type Read,
  seq,
  type Text,
} from './read.ts';
import { say, startsFrom } from './say.ts';
import { hourAlone, schedule } from './schedule.ts';
import { shopHappening } from './shop-clauses.ts';
import { stockAlert, stockHappening } from './stock-clauses.ts';
import { arrows, telling } from './telling.ts';
import { topic } from './topic.ts';
import { activeWindow, betweenHours } from './window.ts';

// A sentence is what happens, what has to hold, what is done and how often, in whichever order.

const PARTS_MAX = 10;

const happening: Grammar<Happening> = kept(
  either(stockHappening, orderHappening, paceHappening, shopHappening),
);

const told: Grammar<readonly OpenAct[]> = map(telling, (actions) =>
  actions.map((action: Action) => ({ action, open: null })),
);
const sentTo: Grammar<readonly OpenAct[]> = map(arrows, (actions) =>
  actions.map((action: Action) => ({ action, open: null, isReceiver: true })),
);
const acts: Grammar<readonly OpenAct[]> = kept(either(told, sentTo, acting));

const toHappening = (value: Happening): Part => ({ part: 'happening', happening: value });
const ONCE_COST = 0.05;
const AND_COST = 0.1;
const ALERT_COST = 0.3;
const HOUR_COST = 0.5;
// Days and hours belong to a schedule or a condition where they can.
const WINDOW_COST = 0.06;

const anyWindow = either(activeWindow, betweenHours);
const toCondition = (condition: Condition): Part => ({ part: 'condition', condition });
const not = (condition: Condition): Condition =>
  condition.kind === 'not' ? condition.not : { kind: 'not', not: condition };

const link = maybe(say('and', 'but', 'next'));

const behindComma: Grammar<null> = ({ tokens }, at) =>
  tokens[at - 1]?.word === ',' ? [{ value: null, to: at, cost: 0 }] : [];

const saidBehind: Grammar<string> = either(
  toDeed,
  map(seq(say('thatSo'), thatWords), ([, words]) => words),
  map(seq(say('sayingFree'), saidWords), ([, words]) => words),
);

const part: Grammar<Part> = kept(
  either<Part>(
    map(seq(link, say('when'), happening), ([, , value]) => toHappening(value)),
    map(seq(dear(0.2, say('onEvent')), happening), ([, value]) => toHappening(value)),
    map(
      dear(0.6, happening),
      (value): Part => ({ part: 'happening', happening: value, isBare: true }),
    ),
    map(seq(happening, say('whenBehind')), ([value]) => toHappening(value)),
    map(
      dear(ALERT_COST, stockAlert),
      (value): Part => ({ part: 'happening', happening: value, isAlert: true }),
    ),
    map(dear(1, saidBehind), (words): Part => ({ part: 'words', words, isQuoted: false })),
    map(
      seq(maybe(say('saying')), quoted),
      ([, words]): Part => ({ part: 'words', words, isQuoted: true }),
    ),
    map(seq(link, maybe(say('scheduleWord')), schedule), ([, , value]) => toHappening(value)),
    map(
      dear(HOUR_COST, hourAlone),
      (value): Part => ({ part: 'happening', happening: value, isHour: true }),
    ),
    map(seq(topic, maybe(say('next'))), ([found]): Part => ({ part: 'topic', topic: found })),
    map(
      seq(maybe(say('next', 'and')), maybe(frame), acts),
      ([, , value]): Part => ({ part: 'acts', acts: value }),
    ),
    map(seq(link, say('if'), tree), ([, , condition]) => toCondition(condition)),
    map(seq(say('and', 'but'), dear(AND_COST, tree)), ([, condition]) => toCondition(condition)),
    map(seq(link, say('unless'), tree), ([, , condition]) => toCondition(not(condition))),
    map(seq(link, say('except'), exception), ([, , condition]) => toCondition(not(condition))),
    map(
      seq(link, maybe(say('only')), maybe(say('duringWord')), dear(WINDOW_COST, anyWindow)),
      ([, , , window]): Part => ({ part: 'window', window }),
    ),
    map(
      seq(maybe(say('only')), say('whenOnce'), dear(ONCE_COST, happening)),
      ([, , value]): Part => ({
        part: 'happening',
        happening: value,
        isOnce: true,
      }),
    ),
    map(seq(link, once), (): Part => ({ part: 'once' })),
    map(seq(link, say('everyTime')), (): Part => ({ part: 'always' })),
    map(seq(link, coolDown), ([, minutes]): Part => ({ part: 'cool-down', minutes })),
    // "…, once a day": behind a comma it is how often; "tell me once a week if …" may be when.
    map(
      dear(0.4, seq(behindComma, oncePer)),
      ([, minutes]): Part => ({
        ...{ part: 'cool-down', minutes },
      }),
    ),
  ),
);

const between = maybe(either<unknown>(comma, say('next')));

/** Every reading that accounts for the whole text. */
export function readSentence(text: Text): readonly Read<RuleProposal>[] {
  const plain = inPlainForm(text);
  return cheapest([...readAs(text), ...(plain === null ? [] : readAs(plain))]);
}

function readAs(text: Text): readonly Read<RuleProposal>[] {
  return readParts(text).whole.flatMap(({ value, to, cost }) =>
    assemble(value, text).map((made) => ({ value: made, to, cost })),
  );
}

interface Parts {
  /** Those that go to the end of the text. */
  readonly whole: readonly Read<readonly Part[]>[];
  /** How far any of them got. */
  readonly furthest: number;
}

/** What the text says, behind its frame. */
export function readParts(text: Text): Parts {
  let states: readonly Read<readonly Part[]>[] = maybe(frame)(text, 0).map((read) => ({
    ...read,
    value: [],
  }));
  let furthest = 0;
  const whole: Read<readonly Part[]>[] = [];
  for (let count = 0; count < PARTS_MAX && states.length > 0; count += 1) {
    const next = states.flatMap((state) =>
      between(text, state.to).flatMap((gap) =>
        part(text, gap.to)
          .filter(({ value }) => isAllowed(state.value, value))
          .filter(({ value }) => !isRunOn(text, { state, next: value }))
          .map((read) => ({
            value: [...state.value, read.value],
            to: read.to,
            cost: state.cost + gap.cost + read.cost + costBeside(state.value, read.value),
          })),
      ),
    );
    states = cheapest(next);
    furthest = Math.max(furthest, ...states.map(({ to }) => to));
    whole.push(...states.filter(({ to }) => isEnd(text, to)));
  }
  return { whole, furthest };
}

/** "check the shelf on Monday": what is said, or when: only behind a comma is it the latter. */
function isRunOn(
  text: Text,
  { state, next }: { state: Read<readonly Part[]>; next: Part },
): boolean {
  if (!LIMITS.has(next.part)) return false;
  const last = state.value.at(-1);
  const isSaid = last?.part === 'words' || (last?.part === 'acts' && last.acts.some(isWordy));
  const ends = [text.tokens[state.to - 1], text.tokens[state.to]];
  return (
    isSaid &&
    ends.every((token) => !token || !/^[,.;:)\n–—-]$/.test(token.word)) &&
    text.tokens[state.to - 1]?.kind !== 'quote'
  );
}

const LIMITS: ReadonlySet<Part['part']> = new Set(['window', 'once', 'always', 'cool-down']);
const isWordy = ({ action }: OpenAct) =>
  (action.kind === 'notify' && action.template !== null) || action.kind === 'task';

function isEnd(text: Text, at: number): boolean {
  return startsFrom(text, at).some(({ to }) => to >= text.tokens.length);
}

const APART_COST = 0.1;

/** Hours and days in one piece rather than in two. */
function costBeside(parts: readonly Part[], next: Part): number {
  const isSecond = next.part === 'window' && parts.some(({ part: each }) => each === 'window');
  return isSecond ? APART_COST : 0;
}

/** "pause it if …, and resume it if …": what is said of one act only makes two rules of it. */
function isOfAll(parts: readonly Part[], next: Part): boolean {
  const kinds = parts.map(({ part: each }) => each);
  const happens = kinds.indexOf('happening');
  const [first, last] = [kinds.indexOf('acts'), kinds.lastIndexOf('acts')];
  if (next.part === 'condition')
    return happens < 0 || first < 0 || first > happens || last < happens;
  return first < 0 || kinds.indexOf('condition', first) < 0;
}

/**
 * "remind me every Friday to count the mugs": behind an event, words that nobody quoted could be
 * what is to be done, or part of the event.
 */
function hasListener(parts: readonly Part[], { isQuoted }: { isQuoted: boolean }): boolean {
  const acts = parts.flatMap((each) => (each.part === 'acts' ? each.acts : []));
  const isTime = parts.some(
    (each) => each.part === 'happening' && each.happening.trigger.kind === 'schedule',
  );
  return (
    acts.length > 0 &&
    acts.every(({ action }) => action.kind === 'notify' && action.template === null) &&
    (isQuoted || isTime)
  );
}

/** One trigger, one of each limit. */
function isAllowed(parts: readonly Part[], next: Part): boolean {
  if (next.part === 'topic') {
    const isScope = next.topic.of === 'scope';
    return parts.length === 0 || (isScope && parts.every((each) => each.part === 'acts'));
  }
  if (next.part === 'words' && !hasListener(parts, next)) return false;
  if (next.part === 'acts' || next.part === 'condition') return isOfAll(parts, next);
  // Without a word that begins it, only what comes before everything that is done sets it off.
  const isLate = parts.some(({ part: each }) => each === 'acts' || each === 'condition');
  const hasTopic = parts.some(({ part: each }) => each === 'topic');
  if (next.part === 'happening' && next.isBare && isLate && !hasTopic) return false;
  const same = parts.filter(({ part: each }) => each === next.part).length;
  return same === 0 || (next.part === 'window' && same === 1);
}
