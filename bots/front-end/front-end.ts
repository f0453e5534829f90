/**
 * A front-end: one chat platform that people talk to the product on.
 *
 * Who calls it: `bots/main.ts` opens those that are configured; the message desk sends through
 * them. A front-end turns its platform's events into InboundMessages and a Reply into the
 * platform's own words, and knows nothing else: who somebody is, what a text means and whether it
 * may act is decided behind the desk, the same for all. It acknowledges an event to its platform
 * only when `take` has resolved, drops what its own bot wrote, and never acts on a text itself.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../core/base/clock.ts';
import type { Ids } from '../../core/base/ids.ts';
import type { Logger } from '../../core/base/log.ts';
import type { Random } from '../../core/base/random.ts';
import type { Reply } from '../reply/reply.ts';
import type { InboundMessage } from './inbound-message.ts';

/** Where a message goes; `replyTo` as it came with the message that is answered. */
export interface Destination {
  readonly chatId: string;
  readonly replyTo: string | null;
}

export type SendOutcome =
  | { readonly kind: 'sent'; readonly messageId: string }
  /** The platform is busy or away: the same again, not before this long. */
  | { readonly kind: 'retry-later'; readonly afterMs: number; readonly reason: string }
  /** It will never arrive: blocked, gone, not allowed. */
  | { readonly kind: 'rejected'; readonly reason: string }
  /** Nobody can be reached until a person logs this front-end in again. */
  | { readonly kind: 'needs-login'; readonly reason: string };

export interface FrontEndHealth {
  readonly state: 'ready' | 'starting' | 'down' | 'needs-login';
  readonly since: Date;
  readonly note: string | null;
}

/** What sits behind the front-ends. */
export interface MessageDesk {
  /**
   * Resolves when the message is durable; what it does and the answer follow behind. A copy is
   * taken and changes nothing. Throws (retry 'later') when it could not be stored: the platform is
   * then not told that it arrived.
   */
  take(message: InboundMessage): Promise<'accepted' | 'copy'>;
  /**
   * What a page about the shop should show this sender (Slack's App Home); null: nobody we know.
   */
  overview(o: { frontEnd: string; senderId: string }): Promise<Reply | null>;
}

export interface FrontEnd {
  readonly id: string;
  /** Resolves when people can be heard, or when it has begun to try for ever. */
  start(): Promise<void>;
  stop(): Promise<void>;
  health(): FrontEndHealth;
  /** `key` names this message for ever; where the platform allows, it is shown once. */
  send(o: { to: Destination; reply: Reply; key: string }): Promise<SendOutcome>;
  /** Takes requests under `/chat/<id>`; null: it needs none. Reads its own body, within limits. */
  readonly listener: ((request: IncomingMessage, response: ServerResponse) => void) | null;
}

/** A command as a menu of the platform names it. */
export interface MenuEntry {
  readonly name: string;
  readonly summary: string;
}

export interface FrontEndDeps {
  readonly sellerId: number;
  readonly desk: MessageDesk;
  /** For menus of the platform: names and summaries. */
  readonly menu: readonly MenuEntry[];
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly log: Logger;
  /** Quantities with the seller's grouping of digits, for the numbers in tables. */
  readonly formatNumber: (value: number) => string;
  /** Where files of a session may be kept (absolute). */
  readonly dataDir: string;
  /**
   * Is it this process that listens, where a platform speaks to one only? Asked again and again:
   * the turn goes to another process when this one has died or cannot reach the books.
   */
  readonly isOurTurn: () => Promise<boolean>;
  /** Lines for whoever watches the terminal: a pairing code, a QR picture. */
  readonly announce: (lines: readonly string[]) => void;
}

/** What the platform can show; a reply that asks for more is shown in another way. */
export interface FrontEndAbilities {
  /** Buttons under one message; 0: choices are numbered. */
  readonly buttons: number;
  readonly hasPictures: boolean;
  readonly hasFiles: boolean;
  /** Characters in one message; a longer reply becomes several. */
  readonly textLengthMax: number;
}

export interface FrontEndKind<Settings> {
  readonly id: string;
  readonly title: string;
  readonly abilities: FrontEndAbilities;
  /** The SDK is loaded here and nowhere else. Throws when the settings are refused at once. */
  open(settings: Settings, deps: FrontEndDeps): Promise<FrontEnd>;
  /** A reply as people would read it there, as plain text: for tests that compare front-ends. */
  toPlainText(reply: Reply): string;
}
