/**
 * What the linked session needs of its library, in our words: one client is one browser with one
 * page, from its start to its end, and is never used again after that.
 */
import type { InboundFile } from '../front-end/inbound-message.ts';
import type { OutgoingMessage } from './outgoing-message.ts';

/** A message as WhatsApp Web shows it. */
export interface WebMessage {
  readonly id: string;
  readonly type: string;
  /** The chat it came in: a person, a group, the status list. */
  readonly chatId: string;
  /** Who wrote it, where the chat has several people. */
  readonly authorId: string | null;
  readonly isFromMe: boolean;
  readonly body: string;
  readonly seconds: number;
  readonly isForwarded: boolean;
  readonly quoted: string | null;
  readonly mentions: readonly string[];
  readonly file: {
    readonly name: string;
    readonly mediaType: string;
    readonly size: number;
  } | null;
}

export interface WebVote {
  readonly pollId: string;
  readonly isPollFromMe: boolean;
  /** The 32 bytes of the poll. */
  readonly secret: readonly number[];
  readonly chatId: string;
  readonly voterId: string;
  /** Options that are chosen now, from 0. */
  readonly options: readonly number[];
  readonly atMs: number;
}

/** Why a client is over. */
export type WebEnd =
  /** Unlinked by the phone: the session is worth nothing any more. */
  | { readonly kind: 'logout' }
  /** A QR picture or a code that nobody used. */
  | { readonly kind: 'expired' }
  /** Somebody else holds the session and takes it back each time. */
  | { readonly kind: 'conflict' }
  | { readonly kind: 'lost'; readonly reason: string };

export interface WebEvents {
  onQr(text: string): void;
  onPairingCode(code: string): void;
  /** The phone has agreed; what it knows is being fetched. */
  onAuthenticated(): void;
  onReady(): void;
  onState(state: string): void;
  onMessage(message: WebMessage): void;
  /** The same message with another text; its id is one of its own. */
  onEdited(message: WebMessage): void;
  onVote(vote: WebVote): void;
  /** At most once. */
  onEnd(end: WebEnd): void;
}

export interface WebPerson {
  readonly id: string;
  readonly name: string | null;
}

/** Calls of a client that is over reject. */
export interface WebClient {
  /** Resolves when the page is there, or when it has told its end. */
  start(): Promise<void>;
  /** Ends browser and page, within its own limit of time. */
  close(): Promise<void>;
  /** As WhatsApp Web calls it, "CONNECTED"; null: it says nothing. */
  state(): Promise<string | null>;
  /** By every id that we are mentioned under. */
  myIds(): Promise<readonly string[]>;
  /** The lasting id of somebody who may be shown under one that hides the number. */
  personOf(id: string): Promise<WebPerson>;
  /** What came while nobody listened. */
  unread(o: { sinceSeconds: number }): Promise<readonly WebMessage[]>;
  /** Null: not to be had. */
  fileOf(messageId: string): Promise<InboundFile | null>;
  /** @returns the id of the message; null: there is no such chat */
  send(o: {
    chatId: string;
    message: OutgoingMessage;
    quotedId: string | null;
  }): Promise<string | null>;
}

export type OpenWebClient = (events: WebEvents) => WebClient;
