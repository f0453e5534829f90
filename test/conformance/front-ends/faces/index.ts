import type { Face } from '../face.ts';
import { consoleFace } from './console.ts';
import { slackFace } from './slack.ts';
import { telegramFace } from './telegram.ts';
import { whatsappFace } from './whatsapp.ts';

export const faces: readonly Face[] = [consoleFace, slackFace, telegramFace, whatsappFace];
