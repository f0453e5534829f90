import type { Action } from '../../rule/rule.ts';
import type { Scope } from '../../terms/scope.ts';
import type { Happening } from './happening.ts';
import type { OpenAct } from './open-act.ts';
import { dear, either, type Grammar, kept, map, maybe, seq } from './read.ts';
import { say } from './say.ts';
import { locationAt, scope, shop } from './things.ts';

/** What a sentence puts in front of itself: "for HOODIE-M, …", "in Delhi, …", "on Etsy, …". */
export type Topic =
  | { readonly of: 'scope'; readonly scope: Scope }
  | { readonly of: 'location'; readonly location: string }
  | { readonly of: 'account'; readonly account: string };

const TOPIC_COST = 0.5;

export const topic: Grammar<Topic> = kept(
  dear(
    TOPIC_COST,
    either<Topic>(
      map(
        seq(
          either<unknown>(say('forTopic'), seq(maybe(say('forTopic')), say('stock'), say('of'))),
          scope,
        ),
        ([, found]) => (found.of === 'any' ? null : { of: 'scope', scope: found }),
      ),
      map(seq(scope, say('watchBehind')), ([found]) =>
        found.of === 'any' ? null : { of: 'scope', scope: found },
      ),
      map(seq(locationAt), ([location]) => ({ of: 'location', location })),
      map(seq(shop), ([account]) => ({ of: 'account', account })),
    ),
  ),
);

export interface Said {
  readonly happening: Happening;
  readonly does: readonly OpenAct[];
}

/** With its topic: of what happens, of what is done, or, where either may be, both in turn. */
export function withTopic({ happening, does }: Said, found: Topic): readonly Said[] {
  const { trigger } = happening;
  if (found.of === 'scope') {
    const isOpen = 'scope' in trigger && happening.scope !== 'said' && trigger.scope.of === 'any';
    if (!isOpen) return [];
    const about: Happening = {
      ...happening,
      ...{ scope: 'said', trigger: { ...trigger, scope: found.scope } },
    };
    return [{ happening: about, does }];
  }
  if (found.of === 'location') {
    if (!('location' in trigger) || trigger.location !== null) return [];
    const { location } = found;
    return [{ happening: { ...happening, trigger: { ...trigger, location } }, does }];
  }
  const { account } = found;
  const happens =
    'account' in trigger && trigger.account === null
      ? [{ happening: { ...happening, trigger: { ...trigger, account } }, does }]
      : [];
  const moved = does.map((each) => ({ ...each, action: onShop(each.action, account) }));
  const isMoved = moved.some(({ action }, at) => action !== does[at]?.action);
  return isMoved ? [...happens, { happening, does: moved }] : happens;
}

function onShop(action: Action, account: string): Action {
  const isThere =
    action.kind === 'pause-listing' ||
    action.kind === 'resume-listing' ||
    action.kind === 'set-price';
  return isThere && action.account === null ? { ...action, account } : action;
}
