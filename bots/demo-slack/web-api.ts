/** The methods of the Web API that the front-end calls, with the errors that Slack names. */
import type { Clock } from '../../core/base/clock.ts';
import { type Workspace, withBlockIds } from './workspace.ts';

export type Args = Readonly<Record<string, unknown>>;
export type Result = { readonly ok: true; readonly [name: string]: unknown };

/** An error as Slack answers it, with status 200. */
export class Refusal extends Error {
  readonly error: string;
  constructor(error: string) {
    super(error);
    this.error = error;
  }
}

export interface Method {
  /** Names that may be given; anything else is a mistake of the caller. */
  readonly args: readonly string[];
  run(args: Args): Result;
}

export interface WebApiDeps {
  readonly workspace: Workspace;
  readonly clock: Clock;
  readonly origin: () => string;
}

const TRIGGER_MS_MAX = 3_000;
const BLOCKS_MAX = 50;
const VIEW_BLOCKS_MAX = 100;
const TEXT_LENGTH_MAX = 40_000;
const HOOK_USES_MAX = 5;

const textOf = (args: Args, name: string): string => {
  const value = args[name];
  return typeof value === 'string' ? value : '';
};

/** Arrays and objects come as JSON in a form. */
function jsonOf(args: Args, name: string): unknown {
  const value = args[name];
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    throw new Refusal('invalid_arguments');
  }
}

export function createMethods(deps: WebApiDeps): Readonly<Record<string, Method>> {
  return { ...chatMethods(deps), ...fileMethods(deps), ...viewMethods(deps), ...whoMethods(deps) };
}

function findChannel(workspace: Workspace, id: string) {
  const found = workspace.conversations.get(id) ?? workspace.directChat(id);
  if (!found) throw new Refusal('channel_not_found');
  if (found.isArchived) throw new Refusal('is_archived');
  return found;
}

/** Text and blocks of a message, within what Slack takes. */
export function readBody(args: Args): { text: string; blocks: unknown[] } {
  const text = textOf(args, 'text');
  const blocks = jsonOf(args, 'blocks') ?? [];
  if (!Array.isArray(blocks)) throw new Refusal('invalid_blocks');
  if (text === '' && blocks.length === 0) throw new Refusal('no_text');
  if (text.length > TEXT_LENGTH_MAX) throw new Refusal('msg_too_long');
  if (blocks.length > BLOCKS_MAX) throw new Refusal('invalid_blocks');
  return { text, blocks };
}

function chatMethods({ workspace }: WebApiDeps): Record<string, Method> {
  const sent = ['channel', 'text', 'blocks', 'thread_ts', 'link_names', 'parse'];
  return {
    'chat.postMessage': {
      args: [...sent, 'unfurl_links', 'unfurl_media', 'mrkdwn'],
      run(args) {
        const channel = findChannel(workspace, textOf(args, 'channel'));
        if (!channel.hasApp) throw new Refusal('not_in_channel');
        const { text, blocks } = readBody(args);
        const threadTs = textOf(args, 'thread_ts') || null;
        const message = workspace.post({
          ...{ channel: channel.id, user: null, text, threadTs, onlyFor: null },
          blocks: withBlockIds(workspace, blocks),
        });
        const { ts } = message;
        return { ok: true, channel: channel.id, ts, message: { ts, text, blocks: message.blocks } };
      },
    },
    'chat.postEphemeral': {
      args: [...sent, 'user'],
      run(args) {
        const channel = findChannel(workspace, textOf(args, 'channel'));
        if (!channel.hasApp) throw new Refusal('not_in_channel');
        const { text, blocks } = readBody(args);
        const { ts } = workspace.post({
          ...{ channel: channel.id, user: null, text, threadTs: null },
          onlyFor: textOf(args, 'user'),
          blocks: withBlockIds(workspace, blocks),
        });
        return { ok: true, message_ts: ts };
      },
    },
    'chat.update': {
      args: ['channel', 'ts', 'text', 'blocks'],
      run(args) {
        const channel = findChannel(workspace, textOf(args, 'channel'));
        const ts = textOf(args, 'ts');
        const found = workspace.messages.find((one) => one.channel === channel.id && one.ts === ts);
        if (!found || found.onlyFor) throw new Refusal('message_not_found');
        if (found.user !== null) throw new Refusal('cant_update_message');
        const { text, blocks } = readBody(args);
        found.text = text;
        found.blocks = withBlockIds(workspace, blocks);
        return { ok: true, channel: channel.id, ts, text };
      },
    },
  };
}

function fileMethods({ workspace, origin }: WebApiDeps): Record<string, Method> {
  return {
    'files.getUploadURLExternal': {
      args: ['filename', 'length', 'alt_text', 'snippet_type'],
      run(args) {
        const name = textOf(args, 'filename');
        if (name === '' || !/^\d+$/.test(String(args.length)))
          throw new Refusal('invalid_arguments');
        const id = workspace.nextId('F');
        const altText = textOf(args, 'alt_text') || null;
        workspace.files.set(id, { id, name, mimetype: '', bytes: new Uint8Array(), altText });
        return { ok: true, upload_url: `${origin()}/upload/${id}`, file_id: id };
      },
    },
    'files.completeUploadExternal': {
      args: ['files', 'channel_id', 'thread_ts', 'initial_comment', 'channels', 'blocks'],
      run(args) {
        const channel = workspace.conversations.get(textOf(args, 'channel_id'));
        if (!channel) throw new Refusal('channel_not_found');
        if (!channel.hasApp) throw new Refusal('not_in_channel');
        const wanted = jsonOf(args, 'files') as { id: string }[];
        const files = wanted.map(({ id }) => {
          const file = workspace.files.get(id);
          if (!file || file.bytes.length === 0) throw new Refusal('file_not_found');
          return file;
        });
        workspace.post({
          ...{ channel: channel.id, user: null, blocks: [], onlyFor: null, files },
          text: textOf(args, 'initial_comment'),
          threadTs: textOf(args, 'thread_ts') || null,
        });
        return { ok: true, files: files.map(({ id, name }) => ({ id, title: name })) };
      },
    },
  };
}

function viewMethods({ workspace, clock }: WebApiDeps): Record<string, Method> {
  const readView = (args: Args, type: string) => {
    const view = jsonOf(args, 'view') as Record<string, unknown> | undefined;
    const blocks = view?.blocks;
    if (view?.type !== type || !Array.isArray(blocks)) throw new Refusal('invalid_arguments');
    if (blocks.length > VIEW_BLOCKS_MAX) throw new Refusal('invalid_arguments');
    return view;
  };
  return {
    'views.open': {
      args: ['trigger_id', 'view'],
      run(args) {
        const view = readView(args, 'modal');
        const name = textOf(args, 'trigger_id');
        const trigger = workspace.triggers.get(name);
        if (!trigger) throw new Refusal('invalid_trigger_id');
        workspace.triggers.delete(name);
        if (clock.monotonicMs() - trigger.atMs > TRIGGER_MS_MAX) {
          throw new Refusal('expired_trigger_id');
        }
        const id = workspace.nextId('V');
        workspace.views.set(id, { id, user: trigger.user, view });
        return { ok: true, view: { ...view, id } };
      },
    },
    'views.publish': {
      args: ['user_id', 'view', 'hash'],
      run(args) {
        const view = readView(args, 'home');
        const user = textOf(args, 'user_id');
        if (!workspace.people.has(user)) throw new Refusal('user_not_found');
        workspace.homes.set(user, view);
        return { ok: true, view };
      },
    },
  };
}

function whoMethods({ workspace }: WebApiDeps): Record<string, Method> {
  const { teamId, botUserId, botId } = workspace;
  return {
    'auth.test': {
      args: [],
      run: () => ({ ok: true, team_id: teamId, user_id: botUserId, bot_id: botId, team: 'Shop' }),
    },
    'conversations.open': {
      args: ['users'],
      run(args) {
        const chat = workspace.directChat(textOf(args, 'users'));
        if (!chat) throw new Refusal('user_not_found');
        return { ok: true, channel: { id: chat.id } };
      },
    },
  };
}

/** What is posted to the address that came with a command or a press. */
export function answerHook(workspace: Workspace, id: string, args: Args): void {
  const hook = workspace.hooks.get(id);
  if (!hook) throw new Refusal('expired_url');
  hook.uses += 1;
  if (hook.uses > HOOK_USES_MAX) throw new Refusal('used_url');
  const { text, blocks } = readBody(args);
  const replaced = args.replace_original === true;
  const before = workspace.messages.find(({ ts }) => ts === hook.ts);
  if (replaced && before) {
    before.text = text;
    before.blocks = withBlockIds(workspace, blocks);
    return;
  }
  const isForAll = args.response_type === 'in_channel';
  workspace.post({
    ...{ channel: hook.channel, user: null, text, threadTs: null },
    onlyFor: isForAll ? null : hook.user,
    blocks: withBlockIds(workspace, blocks),
  });
}
