import type { FrontEnd, FrontEndDeps, FrontEndKind } from '../front-end/front-end.ts';
import type { Reply } from '../reply/reply.ts';
import { createCloudFrontEnd } from './cloud-front-end.ts';
import { WHATSAPP_LIMITS } from './outgoing-message.ts';
import type { WhatsAppSettings } from './settings.ts';
import { toPlainText } from './to-plain-text.ts';

const ID = 'whatsapp';

export const whatsapp: FrontEndKind<WhatsAppSettings> = {
  id: ID,
  title: 'WhatsApp',
  // What both transports can: the official one has buttons too.
  abilities: {
    buttons: 0,
    hasPictures: true,
    hasFiles: true,
    textLengthMax: WHATSAPP_LIMITS.textLength,
  },
  async open(settings: WhatsAppSettings, deps: FrontEndDeps): Promise<FrontEnd> {
    if (settings.transport === 'cloud') return createCloudFrontEnd({ id: ID, settings, deps });
    throw new Error('not yet');
  },
  toPlainText: (reply: Reply) => toPlainText(reply),
};
