import { isDeepStrictEqual } from 'node:util';
import type { CommandContext } from './context.ts';
import { refuseSave } from './refuse-automation.ts';
import type { UndoRecipe } from './undo-recipe.ts';

type Recipe = Extract<
  UndoRecipe,
  {
    kind:
      | 'automation-made'
      | 'automation-removed'
      | 'automation-state'
      | 'automation-rule'
      | 'automations-stopped'
      | 'team';
  }
>;

type Undone =
  | { readonly ok: true; readonly what: string }
  | { readonly ok: false; readonly because: string };

const done = (what: string): Undone => ({ ok: true, what });
const not = (because: string): Undone => ({ ok: false, because });

/** Changes of rules; the same again, after a crash, changes nothing more. */
export async function undoAutomation(context: CommandContext, recipe: Recipe): Promise<Undone> {
  const { automations, seller, person } = context;
  const { sellerId } = seller;
  const { personId } = person;
  switch (recipe.kind) {
    case 'automation-made': {
      const { number } = recipe;
      await automations.remove(sellerId, { number, personId });
      return done(`automation ${number} is deleted`);
    }
    case 'automation-removed': {
      const { number } = recipe;
      const answer = await automations.restore(sellerId, { number, personId });
      return answer.ok
        ? done(`automation ${number} is there again, paused`)
        : not(refuseSave(answer));
    }
    case 'automation-state': {
      const { number, state } = recipe;
      const answer = await automations.setState(sellerId, { number, state, personId });
      return answer.ok ? done(`automation ${number} is ${state} again`) : not(refuseSave(answer));
    }
    case 'automation-rule':
      return undoRule(context, recipe);
    case 'automations-stopped': {
      const { isStopped } = recipe;
      await (isStopped
        ? automations.stopAll(sellerId, personId)
        : automations.resumeAll(sellerId, personId));
      return done(isStopped ? 'all automations are stopped again' : 'automations act again');
    }
    case 'team':
      return undoTeam(context, recipe);
  }
}

async function undoRule(
  { automations, seller, person }: CommandContext,
  {
    number,
    before,
    after,
    authorId = person.personId,
  }: Extract<Recipe, { kind: 'automation-rule' }>,
): Promise<Undone> {
  const { sellerId } = seller;
  const known = await automations.show(sellerId, number);
  if (!known) return not(`Automation ${number} is not there any more.`);
  const as = `automation ${number} is as it was`;
  if (isDeepStrictEqual(known.rule, before)) return done(as);
  if (!isDeepStrictEqual(known.rule, after)) {
    return not(`Automation ${number} was changed since: it was not taken back.`);
  }
  const answer = await automations.revise(sellerId, { number, rule: before, authorId });
  return answer.ok ? done(as) : not(refuseSave(answer));
}

async function undoTeam(
  { automations, seller, person }: CommandContext,
  { name, before }: Extract<Recipe, { kind: 'team' }>,
): Promise<Undone> {
  const { sellerId } = seller;
  if (!before) {
    await automations.removeTarget(sellerId, name);
    return done(`no team is called “${name}”`);
  }
  const { frontEnd, chatId, personId } = before;
  const madeBy = person.personId;
  if (chatId !== null) {
    const to = { frontEnd: frontEnd ?? '', chatId };
    await automations.saveTarget(sellerId, { name, to, madeBy });
  } else if (personId !== null) {
    await automations.saveTarget(sellerId, { name, to: { personId, frontEnd }, madeBy });
  }
  return done(`“${name}” is who it was`);
}
