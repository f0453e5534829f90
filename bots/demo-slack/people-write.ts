/** What people write in the workspace, as events for the app. */
import type { Push } from './app-link.ts';
import type { People, PeopleDeps, Said } from './people.ts';
import type { PostedFile, PostedMessage, Workspace } from './workspace.ts';

type Body = Readonly<Record<string, unknown>>;

export function toEvent({ workspace, clock }: PeopleDeps, body: Body): Push {
  return {
    kind: 'events_api',
    payload: {
      type: 'event_callback',
      team_id: workspace.teamId,
      api_app_id: 'A0APP',
      event: body,
      event_id: workspace.nextId('Ev'),
      event_time: Math.floor(clock.now().getTime() / 1000),
    },
  };
}

export function createWriting(deps: PeopleDeps): Pick<People, 'say' | 'edit' | 'remove'> {
  const { workspace, link } = deps;
  const { teamId } = workspace;
  const changed = (message: PostedMessage, subtype: string, more: Body) =>
    toEvent(deps, {
      ...{ type: 'message', subtype, channel: message.channel, hidden: true },
      ...{ ts: workspace.nextTs(), channel_type: channelType(message.channel), ...more },
    });
  return {
    say: (o) => say(deps, o),
    edit({ ts, text }) {
      const message = find(workspace, ts);
      const before = wireOf(message, teamId);
      message.text = text;
      const edited = { user: message.user, ts: workspace.nextTs() };
      const now = { ...wireOf(message, teamId), edited };
      const more = { message: now, previous_message: before };
      return link.push(changed(message, 'message_changed', more));
    },
    remove({ ts }) {
      const message = find(workspace, ts);
      const more = { deleted_ts: ts, previous_message: wireOf(message, teamId) };
      return link.push(changed(message, 'message_deleted', more));
    },
  };
}

async function say(deps: PeopleDeps, o: Parameters<People['say']>[0]): Promise<Said> {
  const { workspace, link, origin } = deps;
  const files = (o.files ?? []).map((file): PostedFile => {
    const id = workspace.nextId('F');
    const { name, mimetype, bytes } = file;
    const kept = { id, name, mimetype, bytes, altText: null };
    workspace.files.set(id, kept);
    return kept;
  });
  const message = workspace.post({
    ...{ channel: o.channel, user: o.user, text: o.text, blocks: [], onlyFor: null, files },
    threadTs: o.thread ?? null,
  });
  const shown = files.map(({ id, name, mimetype, bytes }, index) => ({
    ...{ id, name, mimetype, size: o.files?.[index]?.size ?? bytes.length },
    url_private_download: `${origin()}/files/${id}`,
  }));
  const isMention = o.text.includes(`<@${workspace.botUserId}>`);
  const isDirect = channelType(o.channel) === 'im';
  const usual =
    isMention && !isDirect ? (['message', 'app_mention'] as const) : ['message' as const];
  const pushes = (o.as ?? usual).map((type) =>
    toEvent(deps, {
      ...wireOf(message, workspace.teamId),
      ...{ type, channel: o.channel, event_ts: message.ts, ...o.more },
      ...(type === 'message' && { channel_type: channelType(o.channel) }),
      ...(shown.length > 0 && { subtype: 'file_share', files: shown }),
    }),
  );
  const receipts = await Promise.all(pushes.map((push) => link.push(push)));
  const worst = receipts.reduce((a, b) => (b.status === 200 ? a : b));
  const again = async (retry: number) => {
    const [first] = pushes;
    return first ? link.push({ ...first, retry }) : worst;
  };
  return { ...worst, ts: message.ts, again };
}

function find(workspace: Workspace, ts: string): PostedMessage {
  const found = workspace.messages.find((message) => message.ts === ts);
  if (!found) throw new Error(`There is no message ${ts} in the workspace.`);
  return found;
}

const channelType = (channel: string): string => (channel.startsWith('D') ? 'im' : 'channel');

export function wireOf(message: PostedMessage, teamId: string): Record<string, unknown> {
  const { ts, user, text, threadTs, blocks } = message;
  const thread = threadTs ? { thread_ts: threadTs } : {};
  return { type: 'message', ts, user: user ?? 'U0BOT', text, team: teamId, blocks, ...thread };
}
