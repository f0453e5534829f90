import { WHATSAPP_MARKS } from '../../../../bots/whatsapp/marks.ts';
import type { OutgoingMessage } from '../../../../bots/whatsapp/outgoing-message.ts';
import { renderReply } from '../../../../bots/whatsapp/render-reply.ts';
import { toPlainText } from '../../../../bots/whatsapp/to-plain-text.ts';
import { type Face, findControls } from '../face.ts';

/** Our own marks, spelt so that everything left of WhatsApp's is not ours. */
const SEEN_MARKS = {
  bold: (words: string) => (words === '' ? '' : `⟦${words}⟧`),
  italic: (words: string) => (words === '' ? '' : `⟦${words}⟧`),
  // Nothing is formatted inside of code.
  code: (words: string) => (words.includes('`') ? '`' : '⟦⟧'),
  fence: '⟪⟫',
};
/** A run that WhatsApp would format, and lines that it would quote or make a list of. */
const FORMATTED = /(?<![\p{L}\p{N}])([*_~])(?=\S).*?(?<=\S)\1(?![\p{L}\p{N}])|`/u;
const LINE_START = /^(?:> |[*-] )/m;

export const whatsappFace: Face = {
  id: 'whatsapp',
  show: (reply) => toPlainText(reply, String),
  findLive(reply) {
    const look = { press: 'buttons', formatNumber: String } as const;
    const asSent = renderReply(reply, { ...look, marks: WHATSAPP_MARKS }).flatMap(textsOf);
    const withoutOurs = renderReply(reply, { ...look, marks: SEEN_MARKS }).flatMap(textsOf);
    const formatted = withoutOurs
      .flatMap((text) => text.replaceAll(/⟪⟫[^`]*?⟪⟫/g, '').split('\n'))
      .filter((line) => FORMATTED.test(line) || LINE_START.test(line))
      .map((line) => `formatted: ${line}`);
    return [...findControls(asSent), ...formatted];
  },
};

function textsOf(message: OutgoingMessage): string[] {
  switch (message.kind) {
    case 'picture':
      return [message.caption];
    case 'file':
      return [];
    case 'poll':
      return [message.question, ...message.options];
    default:
      return [message.text];
  }
}
