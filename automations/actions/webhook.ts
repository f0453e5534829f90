import { z } from 'zod';
import { urlSchema } from '../terms/measure.ts';
import { mayBePublicHost } from '../terms/public-address.ts';
import { action } from './action-kind.ts';

/** Posts what happened to an https address that is not private. */
export const webhookSchema = z.strictObject({
  kind: z.literal('webhook'),
  url: urlSchema,
});

export const webhook = action({
  kind: 'webhook',
  schema: webhookSchema,
  examples: ['call https://example.com/hooks/stock'],
  role: 'owner',
  undo: { because: 'What another system was told, it knows.' },
  isMessage: false,
  sentence: ({ url }) => `call ${url}`,
  effects: () => [],
  impossible: ({ url }) =>
    URL.canParse(url) && mayBePublicHost(new URL(url).hostname)
      ? null
      : 'It calls an address inside a private network, which no automation may reach.',
});
