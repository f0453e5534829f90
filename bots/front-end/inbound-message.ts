/** What a front-end hands over: who said what, where and when, and nothing decided yet. */

export interface InboundFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Something that a person did. */
export type InboundContent =
  | { readonly kind: 'text'; readonly text: string }
  /** A button or a list entry of a question that we sent; `option` counts from 0. */
  | { readonly kind: 'press'; readonly questionId: string; readonly option: number }
  /** A form of a front-end that has such: a command by name, its slots as typed into the fields. */
  | {
      readonly kind: 'form';
      readonly command: string;
      readonly slots: Readonly<Record<string, string>>;
    };

/**
 * typed: written by this person for us. edited: another text of a message that was handled before.
 * forwarded: somebody else's words. Only what is typed can act.
 */
export type Standing = 'typed' | 'edited' | 'forwarded';

export interface InboundMessage {
  /** With `messageId` the permanent name of this message: a second one of that name is a copy. */
  readonly frontEnd: string;
  readonly messageId: string;
  readonly sellerId: number;
  /** As the platform names the sender, for ever: a number, 'T1:U1', a JID; never a user name. */
  readonly sender: { readonly id: string; readonly name: string | null };
  readonly chat: { readonly id: string; readonly isDirect: boolean };
  readonly content: InboundContent;
  readonly standing: Standing;
  /** The text of a message that this one quotes: data, never an instruction. */
  readonly quoted: string | null;
  readonly files: readonly InboundFile[];
  /** When it was written, by the platform's clock. */
  readonly at: Date;
  /** Comes back with the answer: which of our messages was pressed, which thread it belongs to. */
  readonly replyTo: string | null;
}
