import type { Action, RuleProposal } from '../../rule/rule.ts';
import type { Happening } from './happening.ts';
import {
  cheapest,
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
import { stockHappening } from './stock-clauses.ts';
import { telling } from './telling.ts';

// A sentence is what happens and what is done, in whichever order, with what limits it around.

type Part =
  | { readonly part: 'happening'; readonly happening: Happening }
  | { readonly part: 'actions'; readonly actions: readonly Action[] };

const PARTS_MAX = 10;

const happening: Grammar<Happening> = kept(either(stockHappening));
const actions: Grammar<readonly Action[]> = kept(either(telling));

const part: Grammar<Part> = kept(
  either<Part>(
    map(seq(say('when'), happening), ([, value]) => ({ part: 'happening', happening: value })),
    map(seq(maybe(say('next', 'and')), actions), ([, value]) => ({
      part: 'actions',
      actions: value,
    })),
  ),
);

/** Every reading that accounts for the whole text. */
export function readSentence(text: Text): readonly Read<RuleProposal>[] {
  const wishes = [...maybe(say('wish'))(text, 0)];
  let states: Read<readonly Part[]>[] = wishes.map((read) => ({ ...read, value: [] }));
  const whole: Read<readonly Part[]>[] = [];
  for (let count = 0; count < PARTS_MAX && states.length > 0; count += 1) {
    const next = states.flatMap((state) =>
      part(text, state.to)
        .filter(({ value }) => isAllowed(state.value, value))
        .map((read) => ({
          value: [...state.value, read.value],
          to: read.to,
          cost: state.cost + read.cost,
        })),
    );
    states = [...cheapest(next)];
    whole.push(...states.filter(({ to }) => isEnd(text, to)));
  }
  return cheapest(
    whole.flatMap(({ value, to, cost }) => {
      const made = assemble(value);
      return made === null ? [] : [{ value: made, to, cost }];
    }),
  );
}

function isEnd(text: Text, at: number): boolean {
  return startsFrom(text, at).some(({ to }) => to >= text.tokens.length);
}

function isAllowed(parts: readonly Part[], next: Part): boolean {
  return next.part !== 'happening' || parts.every(({ part: each }) => each !== 'happening');
}

function assemble(parts: readonly Part[]): RuleProposal | null {
  const happens = parts.flatMap((each) => (each.part === 'happening' ? [each.happening] : []));
  const does = parts.flatMap((each) => (each.part === 'actions' ? each.actions : []));
  const [first] = happens;
  if (!first || does.length === 0) return null;
  return {
    trigger: first.trigger,
    conditions: first.holds,
    actions: does,
    mode: 'every-time',
    coolDownMinutes: 0,
    window: null,
  };
}
