// What a Slack workspace knows: people, conversations, what stands in them.
import type { Clock } from '../../core/base/clock.ts';

export interface PostedFile {
  readonly id: string;
  readonly name: string;
  readonly mimetype: string;
  readonly bytes: Uint8Array;
  readonly altText: string | null;
}

export interface PostedMessage {
  readonly ts: string;
  readonly channel: string;
  /** Null: the app wrote it. */
  readonly user: string | null;
  text: string;
  blocks: readonly unknown[];
  readonly threadTs: string | null;
  /** Only this person sees it. */
  readonly onlyFor: string | null;
  readonly files: readonly PostedFile[];
}

export interface Conversation {
  readonly id: string;
  readonly name: string;
  /** A direct chat: with whom. */
  readonly directWith: string | null;
  /** Whether the app is a member. */
  hasApp: boolean;
  isArchived: boolean;
}

export interface OpenView {
  readonly id: string;
  readonly user: string;
  readonly view: Record<string, unknown>;
}

export interface Trigger {
  readonly user: string;
  readonly atMs: number;
}

export interface Hook {
  readonly channel: string;
  readonly user: string;
  /** The message that it may replace. */
  readonly ts: string | null;
  uses: number;
}

export interface Workspace {
  readonly teamId: string;
  readonly botUserId: string;
  readonly botId: string;
  readonly conversations: Map<string, Conversation>;
  readonly people: Map<string, { readonly id: string; readonly name: string }>;
  readonly messages: PostedMessage[];
  readonly files: Map<string, PostedFile>;
  readonly homes: Map<string, Record<string, unknown>>;
  readonly views: Map<string, OpenView>;
  readonly triggers: Map<string, Trigger>;
  readonly hooks: Map<string, Hook>;
  nextId(letter: string): string;
  /** Later than every one before. */
  nextTs(): string;
  /** Null: there is nobody of that id. */
  directChat(user: string): Conversation | null;
  post(message: Omit<PostedMessage, 'ts' | 'files'> & { files?: PostedFile[] }): PostedMessage;
  listen(heard: (message: PostedMessage) => void): void;
}

const FIRST_NUMBER = 1_000;

export function createWorkspace(clock: Clock): Workspace {
  let lastNumber = FIRST_NUMBER;
  let lastMicros = 0n;
  const listeners: ((message: PostedMessage) => void)[] = [];
  const workspace: Workspace = {
    teamId: 'T0SHOP',
    botUserId: 'U0BOT',
    botId: 'B0BOT',
    conversations: new Map(),
    people: new Map(),
    messages: [],
    files: new Map(),
    homes: new Map(),
    views: new Map(),
    triggers: new Map(),
    hooks: new Map(),
    nextId(letter) {
      lastNumber += 1;
      return `${letter}0${lastNumber}`;
    },
    nextTs() {
      const nowMicros = BigInt(clock.now().getTime()) * 1_000n;
      lastMicros = nowMicros > lastMicros ? nowMicros : lastMicros + 1n;
      const digits = String(lastMicros);
      return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
    },
    directChat(user) {
      if (!workspace.people.has(user)) return null;
      const known = [...workspace.conversations.values()].find((one) => one.directWith === user);
      if (known) return known;
      const id = workspace.nextId('D');
      const made = { id, name: user, directWith: user, hasApp: true, isArchived: false };
      workspace.conversations.set(id, made);
      return made;
    },
    post(message) {
      const posted = { files: [], ...message, ts: workspace.nextTs() };
      workspace.messages.push(posted);
      for (const heard of listeners) heard(posted);
      return posted;
    },
    listen: (heard) => void listeners.push(heard),
  };
  return workspace;
}

/** As Slack stores them: every block has an id. */
export function withBlockIds(workspace: Workspace, blocks: readonly unknown[]): unknown[] {
  return blocks.map((block) =>
    typeof block === 'object' && block !== null && !('block_id' in block)
      ? { ...block, block_id: workspace.nextId('b') }
      : block,
  );
}
