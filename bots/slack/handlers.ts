/**
 * What is done with each thing that Slack tells. A handler resolves when the message is durable,
 * and only then Slack is told that it arrived; whatever takes longer goes on behind.
 */
import { errorClass } from '../../core/base/errors.ts';
import type { FrontEndDeps } from '../front-end/front-end.ts';
import type { InboundFile, InboundMessage } from '../front-end/inbound-message.ts';
import { refusal } from '../reply/reply.ts';
import type { SlackApi } from './api.ts';
import type { BackgroundWork } from './background-work.ts';
import { deliver } from './deliver.ts';
import { type Downloaded, downloadFile, FileNotFetched } from './download-file.ts';
import { toModal } from './forms.ts';
import { toHomeView } from './home.ts';
import { pressKey, type SlackMemory, talkKey } from './memory.ts';
import { FRONT_END, type Reading, readMessageEvent } from './read-event.ts';
import { readAction, readSlashCommand, readSubmission } from './read-interaction.ts';
import { isOffer, questionBlockId } from './render.ts';
import { fromReplyTo } from './route.ts';
import {
  actionsSchema,
  commandSchema,
  homeEventSchema,
  messageEventSchema,
  type SlackActions,
  type SlackFile,
  shortcutSchema,
  submissionSchema,
} from './wire.ts';

/** Slack calls before we know who we are there. */
export class NotReadyYet extends errorClass('slack_not_ready', 'later') {}

export interface SlackIdentity {
  readonly teamId: string;
  readonly botUserId: string;
}

export interface HandlerDeps {
  readonly deps: FrontEndDeps;
  readonly api: SlackApi;
  readonly memory: SlackMemory;
  readonly work: BackgroundWork;
  readonly identity: () => SlackIdentity | null;
  readonly token: () => string;
  readonly apiUrl: string;
}

export interface SlackHandlers {
  message(event: unknown): Promise<void>;
  home(event: unknown): Promise<void>;
  command(body: unknown): Promise<void>;
  action(body: unknown): Promise<void>;
  shortcut(body: unknown): Promise<void>;
  /** What is wrong with it, by field; null: nothing. */
  submission(body: unknown): Promise<Readonly<Record<string, string>> | null>;
}

export function createSlackHandlers(o: HandlerDeps): SlackHandlers {
  const { desk, clock } = o.deps;
  return {
    async message(event) {
      const parsed = messageEventSchema.safeParse(event);
      const read = parsed.success ? readMessageEvent(parsed.data, readingOf(o)) : null;
      if (!read) return;
      const { files, refused } = await fetchFiles(o, read.files);
      const message = { ...read.message, files };
      const { content } = message;
      const isEmpty = content.kind === 'text' && content.text === '' && files.length === 0;
      if (refused && (isEmpty || refused.isCsv)) {
        o.work.run('slack_file_refused', () => tell(o, message, refused.refused));
      } else if (!isEmpty) {
        await desk.take(message);
      }
    },
    async home(event) {
      const parsed = homeEventSchema.safeParse(event);
      if (!parsed.success || parsed.data.tab !== 'home') return;
      const { user } = parsed.data;
      const { teamId } = readingOf(o);
      o.work.run('slack_home', () => publishHome(o, { user, teamId }));
    },
    async command(body) {
      const parsed = commandSchema.safeParse(body);
      if (!parsed.success) return;
      rememberHook(o, parsed.data.trigger_id, parsed.data.response_url);
      await desk.take(readSlashCommand(parsed.data, { ...readingOf(o), now: clock.now() }));
    },
    async action(body) {
      const parsed = actionsSchema.safeParse(body);
      if (!parsed.success) return;
      const read = readAction(parsed.data, readingOf(o));
      if (read.kind === 'open') openForm(o, read.form, parsed.data.trigger_id);
      if (read.kind !== 'message') return;
      rememberPress(o, parsed.data, read);
      await desk.take(read.message);
    },
    async shortcut(body) {
      const parsed = shortcutSchema.safeParse(body);
      if (parsed.success) openForm(o, parsed.data.callback_id, parsed.data.trigger_id);
    },
    async submission(body) {
      const parsed = submissionSchema.safeParse(body);
      if (!parsed.success) return null;
      const read = readSubmission(parsed.data, { ...readingOf(o), now: clock.now() });
      if (read.kind === 'message') await desk.take(read.message);
      return read.kind === 'errors' ? read.errors : null;
    },
  };
}

function readingOf(o: HandlerDeps): Reading {
  const identity = o.identity();
  if (!identity) throw new NotReadyYet('Slack has not answered who we are yet. Try again soon.');
  const isTalking: Reading['isTalking'] = (talk) => o.memory.talks.get(talkKey(talk)) === true;
  return { ...identity, sellerId: o.deps.sellerId, isTalking };
}

type Refused = Exclude<Downloaded, { file: InboundFile }>;

const FILES_MAX = 5;

async function fetchFiles(
  o: HandlerDeps,
  files: readonly SlackFile[],
): Promise<{ files: InboundFile[]; refused: Refused | null }> {
  const { apiUrl } = o;
  const token = o.token();
  const found = await Promise.all(
    files.slice(0, FILES_MAX).map((file) =>
      downloadFile({ file, token, apiUrl }).catch((error: unknown): Downloaded => {
        if (!(error instanceof FileNotFetched)) throw error;
        o.deps.log.warn('slack_file_not_fetched', { error });
        const refused = 'That file could not be fetched from Slack. Send it once more.';
        return { refused, isCsv: true };
      }),
    ),
  );
  const refused = found.filter((each) => 'refused' in each);
  return {
    files: found.flatMap((each) => ('file' in each ? [each.file] : [])),
    refused: refused.find(({ isCsv }) => isCsv) ?? refused[0] ?? null,
  };
}

async function tell(o: HandlerDeps, message: InboundMessage, words: string): Promise<void> {
  const { chat, replyTo, messageId } = message;
  const to = { chatId: chat.id, replyTo };
  const look = { formatNumber: o.deps.formatNumber };
  const delivery = { api: o.api, memory: o.memory, look, log: o.deps.log };
  await deliver(delivery, { to, reply: refusal(words), key: `${messageId}:file` });
}

async function publishHome(
  o: HandlerDeps,
  { user, teamId }: { user: string; teamId: string },
): Promise<void> {
  const senderId = `${teamId}:${user}`;
  const overview = await o.deps.desk.overview({ frontEnd: FRONT_END, senderId });
  const view = toHomeView(overview, { formatNumber: o.deps.formatNumber });
  await o.api.call('views.publish', { user_id: user, view });
}

function openForm(o: HandlerDeps, name: string, trigger: string | null | undefined): void {
  const view = toModal(name);
  if (!view || !trigger) return;
  o.work.run('slack_form', async () => {
    await o.api.call('views.open', { trigger_id: trigger, view });
  });
}

const HOOKS_HOST = 'hooks.slack.com';

/** Only Slack's own addresses: whatever else a payload names is not called. */
function rememberHook(o: HandlerDeps, name: string, address: string | null | undefined): void {
  if (!address || !URL.canParse(address)) return;
  const url = new URL(address);
  const isSlack = url.protocol === 'https:' && url.hostname === HOOKS_HOST;
  if (isSlack || url.origin === new URL(o.apiUrl).origin) o.memory.hooks.set(name, address);
}

function rememberPress(
  o: HandlerDeps,
  body: SlackActions,
  read: { readonly message: InboundMessage; readonly label: string },
): void {
  const { content, chat, replyTo, sender } = read.message;
  if (content.kind !== 'press') return;
  const route = fromReplyTo(replyTo);
  if (!route.card) return;
  if (route.hook) rememberHook(o, route.hook, body.response_url);
  if (isOffer(body.actions[0]?.action_id)) return;
  const { questionId } = content;
  const blocks = body.message?.blocks ?? o.memory.unseen.get(questionBlockId(questionId)) ?? [];
  const card = { blocks, questionId, label: read.label, by: sender.name };
  o.memory.pressed.set(pressKey(route.place ?? chat.id, route), card);
}
