/** What people press and fill in, as interactions for the app. */
import type { Push } from './app-link.ts';
import type { People, PeopleDeps } from './people.ts';
import { toEvent, wireOf } from './people-write.ts';
import type { Workspace } from './workspace.ts';

type Body = Readonly<Record<string, unknown>>;

export function createPressing(deps: PeopleDeps): Omit<People, 'say' | 'edit' | 'remove'> {
  const { workspace, link } = deps;
  const { teamId } = workspace;
  return {
    async command(o) {
      const push = toCommand(deps, o);
      return { ...(await link.push(push)), again: () => link.push({ ...push, retry: 1 }) };
    },
    press({ user, message, button }) {
      const { channel, ts, onlyFor } = message;
      const isOnlyFor = onlyFor !== null;
      const container = { type: 'message', message_ts: ts, channel_id: channel };
      const wire = { ...wireOf(message, teamId), bot_id: workspace.botId };
      return link.push(
        toActions(deps, {
          user,
          action: findAction(message.blocks, button),
          where: {
            container: { ...container, is_ephemeral: isOnlyFor },
            channel: { id: channel, name: 'any' },
            // Slack keeps what only one person sees to itself.
            ...(!isOnlyFor && { message: wire }),
            response_url: openHook(deps, { channel, user, ts }),
          },
        }),
      );
    },
    pressHome({ user, button }) {
      const view = workspace.homes.get(user) ?? {};
      const action = findAction((view.blocks ?? []) as unknown[], button);
      const where = { container: { type: 'view', view_id: 'V0HOME' }, view };
      return link.push(toActions(deps, { user, action, where }));
    },
    openHome: ({ user, tab = 'home' }) =>
      link.push(
        toEvent(deps, { type: 'app_home_opened', user, channel: 'D0', tab, event_ts: '1.1' }),
      ),
    shortcut: ({ user, callbackId }) =>
      link.push({
        kind: 'interactive',
        payload: {
          ...{ type: 'shortcut', callback_id: callbackId, action_ts: workspace.nextTs() },
          ...{ user: toPerson(workspace, user), team: { id: teamId } },
          trigger_id: openTrigger(deps, user),
        },
      }),
    submit({ viewId, values }) {
      const open = workspace.views.get(viewId);
      const filled = Object.entries(values).map(([block, value]) => [
        block,
        { value: { type: 'plain_text_input', value } },
      ]);
      const state = { values: Object.fromEntries(filled) };
      const user = toPerson(workspace, open?.user ?? '');
      return link.push({
        kind: 'interactive',
        payload: {
          ...{ type: 'view_submission', team: { id: teamId }, user },
          view: { ...open?.view, id: viewId, state },
        },
      });
    },
  };
}

function toPerson({ people, teamId }: Workspace, id: string) {
  const name = people.get(id)?.name ?? id;
  return { id, username: name, name, team_id: teamId };
}

function openTrigger({ workspace, clock }: PeopleDeps, user: string): string {
  const name = `${workspace.nextId('1')}.${workspace.nextId('2')}.abc`;
  workspace.triggers.set(name, { user, atMs: clock.monotonicMs() });
  return name;
}

function openHook(
  { workspace, origin }: PeopleDeps,
  o: { channel: string; user: string; ts: string | null },
): string {
  const id = workspace.nextId('H');
  workspace.hooks.set(id, { ...o, uses: 0 });
  return `${origin()}/hooks/${id}`;
}

function toCommand(deps: PeopleDeps, o: Parameters<People['command']>[0]): Push {
  const { workspace } = deps;
  const { user, channel, command, text } = o;
  return {
    kind: 'slash_commands',
    payload: {
      ...{ command, text, team_id: workspace.teamId, channel_id: channel, user_id: user },
      ...{ team_domain: 'shop', channel_name: 'any', api_app_id: 'A0APP' },
      user_name: toPerson(workspace, user).name,
      trigger_id: openTrigger(deps, user),
      response_url: openHook(deps, { channel, user, ts: null }),
    },
  };
}

function toActions(deps: PeopleDeps, o: { user: string; where: Body; action: Body }): Push {
  const { workspace } = deps;
  return {
    kind: 'interactive',
    payload: {
      type: 'block_actions',
      user: toPerson(workspace, o.user),
      team: { id: workspace.teamId, domain: 'shop' },
      api_app_id: 'A0APP',
      trigger_id: openTrigger(deps, o.user),
      ...o.where,
      actions: [{ ...o.action, action_ts: workspace.nextTs() }],
    },
  };
}

interface Pressable {
  readonly type: string;
  readonly action_id: string;
  readonly text?: { readonly text: string };
  readonly options?: readonly { readonly value: string; readonly text: { text: string } }[];
}

/** Throws when nothing like it can be pressed there. */
function findAction(blocks: readonly unknown[], button: string | number): Record<string, unknown> {
  const rows = blocks as { type: string; block_id?: string; elements?: Pressable[] }[];
  for (const { type, block_id, elements = [] } of rows) {
    if (type !== 'actions') continue;
    for (const element of elements) {
      if (element.type === 'button' && element.text?.text === button) {
        return { ...element, block_id };
      }
      const option = typeof button === 'number' ? element.options?.[button] : undefined;
      if (option) return { ...element, block_id, selected_option: option };
    }
  }
  throw new Error(`Nothing says “${button}” there.`);
}
