/** What a reply becomes, before either transport says it in its own words. */

export interface OutgoingRow {
  readonly title: string;
  readonly description: string | null;
}

export type OutgoingMessage =
  | { readonly kind: 'text'; readonly text: string }
  /** Up to three that are pressed; they count as the options of the question, from 0. */
  | {
      readonly kind: 'buttons';
      readonly text: string;
      readonly questionId: string;
      readonly titles: readonly string[];
    }
  | {
      readonly kind: 'list';
      readonly text: string;
      readonly questionId: string;
      readonly rows: readonly OutgoingRow[];
    }
  | {
      readonly kind: 'poll';
      readonly question: string;
      readonly questionId: string;
      readonly options: readonly string[];
    }
  | {
      readonly kind: 'picture';
      readonly png: Uint8Array;
      readonly name: string;
      readonly caption: string;
    }
  | {
      readonly kind: 'file';
      readonly bytes: Uint8Array;
      readonly name: string;
      readonly mediaType: string;
    };

/** How a question can be answered on a transport, beside by typing. */
export type PressKind = 'none' | 'buttons' | 'polls';

/** As its platform allows it; what is longer is split or shown in another way. */
export const WHATSAPP_LIMITS = {
  /** Of the official interface; the app itself takes sixteen times as much. */
  textLength: 4_096,
  captionLength: 1_024,
  buttons: 3,
  buttonLength: 20,
  rows: 10,
  rowLength: 24,
  descriptionLength: 72,
  /** Text above buttons and lists. */
  bodyLength: 1_024,
  pollOptions: 12,
  pollQuestionLength: 255,
  pollOptionLength: 100,
} as const;
