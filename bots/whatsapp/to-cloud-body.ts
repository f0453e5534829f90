import type { OutgoingMessage } from './outgoing-message.ts';
import { toPressId } from './press-id.ts';
import type { CloudSettings } from './settings.ts';

type Body = Readonly<Record<string, unknown>>;

const LIST_BUTTON = 'Choose';
const TEMPLATE_TEXT_LENGTH_MAX = 1_024;

const to = (digits: string) => ({ recipient_type: 'individual', to: digits });

/** The body of one call; `mediaId` as an upload before has answered. */
export function toCloudBody(o: {
  message: OutgoingMessage;
  digits: string;
  mediaId: string | null;
}): Body {
  const { message, digits, mediaId } = o;
  switch (message.kind) {
    case 'text':
      return { ...to(digits), type: 'text', text: { body: message.text, preview_url: false } };
    case 'buttons':
      return { ...to(digits), type: 'interactive', interactive: toButtons(message) };
    case 'list':
      return { ...to(digits), type: 'interactive', interactive: toList(message) };
    case 'picture': {
      const caption = message.caption === '' ? {} : { caption: message.caption };
      return { ...to(digits), type: 'image', image: { id: mediaId, ...caption } };
    }
    case 'file':
      return { ...to(digits), type: 'document', document: { id: mediaId, filename: message.name } };
    case 'poll':
      // Polls are the linked session's; asked in words, should one ever come here.
      return { ...to(digits), type: 'text', text: { body: message.question, preview_url: false } };
  }
}

function toButtons(message: Extract<OutgoingMessage, { kind: 'buttons' }>): Body {
  const buttons = message.titles.map((title, option) => ({
    type: 'reply',
    reply: { id: toPressId({ questionId: message.questionId, option }), title },
  }));
  return { type: 'button', body: { text: message.text }, action: { buttons } };
}

function toList(message: Extract<OutgoingMessage, { kind: 'list' }>): Body {
  const rows = message.rows.map(({ title, description }, option) => ({
    id: toPressId({ questionId: message.questionId, option }),
    title,
    ...(description === null ? {} : { description }),
  }));
  return {
    type: 'list',
    body: { text: message.text },
    action: { button: LIST_BUTTON, sections: [{ title: LIST_BUTTON, rows }] },
  };
}

/** The same text where only a template may be sent: in one line, as its one parameter. */
export function toTemplateBody(o: {
  text: string;
  digits: string;
  template: NonNullable<CloudSettings['template']>;
}): Body {
  const { name, language } = o.template;
  const line = o.text.replace(/\s+/g, ' ').trim().slice(0, TEMPLATE_TEXT_LENGTH_MAX);
  const parameters = [{ type: 'text', text: line }];
  return {
    ...to(o.digits),
    type: 'template',
    template: {
      name,
      language: { code: language, policy: 'deterministic' },
      components: [{ type: 'body', parameters }],
    },
  };
}

/** The interface takes no text/csv, and knows a table by its name. */
export function toUploadType(mediaType: string): string {
  return mediaType.startsWith('text/') ? 'text/plain' : mediaType;
}
