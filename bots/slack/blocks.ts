/**
 * The part of Block Kit that we speak. Everything that may come from a seller, a buyer or a shop
 * goes into rich text, whose text elements are literal: there a mention, a link or a star is only
 * characters. Where Slack takes plain text only (titles, buttons, small print) it reads entities,
 * so `plainText` escapes. There is no mrkdwn anywhere, hence nothing that data could format.
 */
import { printable } from '../reply/text-width.ts';
import { escapeText } from './plain-text.ts';

export interface PlainText {
  readonly type: 'plain_text';
  readonly text: string;
  readonly emoji: false;
}

export interface RichText {
  readonly type: 'text';
  readonly text: string;
  readonly style?: { readonly bold?: true; readonly code?: true };
}

export interface RichPart {
  readonly type: 'rich_text_section' | 'rich_text_preformatted';
  readonly elements: readonly RichText[];
}

export interface Button {
  readonly type: 'button';
  readonly action_id: string;
  readonly text: PlainText;
  readonly value?: string;
  readonly style?: 'primary' | 'danger';
}

export interface SelectOption {
  readonly text: PlainText;
  readonly description?: PlainText;
  readonly value: string;
}

export interface StaticSelect {
  readonly type: 'static_select';
  readonly action_id: string;
  readonly placeholder: PlainText;
  readonly options: readonly SelectOption[];
}

export interface TextInput {
  readonly type: 'plain_text_input';
  readonly action_id: string;
  readonly max_length: number;
  readonly placeholder?: PlainText;
}

export type SlackBlock =
  | { readonly type: 'header'; readonly text: PlainText }
  | { readonly type: 'rich_text'; readonly elements: readonly RichPart[] }
  | { readonly type: 'context'; readonly elements: readonly PlainText[] }
  | { readonly type: 'divider' }
  | {
      readonly type: 'actions';
      readonly block_id?: string;
      readonly elements: readonly (Button | StaticSelect)[];
    }
  | {
      readonly type: 'input';
      readonly block_id: string;
      readonly label: PlainText;
      readonly optional: boolean;
      readonly element: TextInput;
    };

/** Limits of Slack, in characters of what is sent. */
export const LENGTH_MAX = {
  header: 150,
  button: 75,
  option: 75,
  context: 2_000,
  // Of one text element; undocumented for rich text, so that of a section.
  rich: 3_000,
} as const;

/** Cut so that its escaped form fits: Slack counts what is sent. */
export function plainText(words: string, lengthMax: number): PlainText {
  const clean = printable(words).trim();
  const whole = escapeText(clean);
  const text = whole.length > lengthMax ? cutEscaped(clean, lengthMax) : whole;
  // Slack refuses an empty text.
  return { type: 'plain_text', text: text || '–', emoji: false };
}

/** Never in the middle of an entity. */
function cutEscaped(text: string, lengthMax: number): string {
  let kept = '';
  for (const character of text) {
    const escaped = escapeText(character);
    if (kept.length + escaped.length >= lengthMax) break;
    kept += escaped;
  }
  return `${kept.trimEnd()}…`;
}

export const fitsPlain = (words: string, lengthMax: number): boolean =>
  escapeText(printable(words).trim()).length <= lengthMax;

export function richText(words: string, style?: RichText['style']): RichText {
  return { type: 'text', text: words, ...(style && { style }) };
}

export function richSection(...elements: readonly RichText[]): SlackBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

export function button(
  words: string,
  o: { actionId: string; value?: string; style?: Button['style'] },
): Button {
  return {
    type: 'button',
    action_id: o.actionId,
    text: plainText(words, LENGTH_MAX.button),
    ...(o.value !== undefined && { value: o.value }),
    ...(o.style && { style: o.style }),
  };
}
