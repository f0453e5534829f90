import type { Reply } from '../reply/reply.ts';
import { NO_MARKS } from './marks.ts';
import type { OutgoingMessage } from './outgoing-message.ts';
import { renderReply } from './render-reply.ts';

const NUMBERS = new Intl.NumberFormat('en');

/** A reply as people read it: without markup, a file by its name. */
export function toPlainText(
  reply: Reply,
  formatNumber: (value: number) => string = (value) => NUMBERS.format(value),
): string {
  const look = { press: 'none', formatNumber, marks: NO_MARKS } as const;
  return renderReply(reply, look).map(sayIt).join('\n');
}

function sayIt(message: OutgoingMessage): string {
  switch (message.kind) {
    case 'picture':
      return message.caption;
    case 'file':
      return message.name;
    case 'poll':
      return [message.question, ...message.options].join('\n');
    default:
      return message.text;
  }
}
