import { isBelow } from './source-files.ts';

// The direction of the whole: bots → automations → core, and inside core five layers on a ground.
// A file may import from its own layer or a lower one.

export const CORE_LAYERS: ReadonlyArray<readonly string[]> = [
  ['base'],
  ['config', 'database', 'outbox'],
  ['ledger', 'orders', 'allocation', 'pricing', 'delivery', 'catalog'],
  ['channels', 'queue'],
  ['intake', 'propagation', 'reconcile', 'monitoring'],
  ['http'],
];

// A file directly in core puts its layers together.
const HEIGHT_OF_CORE = CORE_LAYERS.length;
const HEIGHT_OF_AUTOMATIONS = HEIGHT_OF_CORE + 1;
const HEIGHT_OF_BOTS = HEIGHT_OF_CORE + 2;

/** Higher may import lower. Undefined: the file is in no layer. */
export function heightOf(file: string): number | undefined {
  if (isBelow(file, 'bots')) return HEIGHT_OF_BOTS;
  if (isBelow(file, 'automations')) return HEIGHT_OF_AUTOMATIONS;
  const [top, folder] = file.split('/');
  if (top === 'core' && file.split('/').length === 2) return HEIGHT_OF_CORE;
  const height = CORE_LAYERS.findIndex((layer) => folder !== undefined && layer.includes(folder));
  return top === 'core' && height >= 0 ? height : undefined;
}

/** Where a package may be imported. Whoever wants more of them goes through these folders. */
export const PACKAGE_HOMES: Readonly<Record<string, readonly string[]>> = {
  pg: ['core/database', 'core/queue'],
  bullmq: ['core/queue', 'core/database/migrate.ts'],
  ioredis: ['core/queue'],
  fastify: ['core/http', 'bots/main.ts'],
  zod: ['core', 'automations', 'bots'],
  graphql: ['core/channels'],
  grammy: ['bots/telegram/index.ts'],
  '@slack/bolt': ['bots/slack/index.ts'],
  '@slack/web-api': ['bots/slack/index.ts'],
  'whatsapp-web.js': ['bots/whatsapp/index.ts'],
  openai: ['automations/llm'],
  '@resvg/resvg-js': ['bots/reply'],
};
