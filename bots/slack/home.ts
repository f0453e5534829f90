import type { Reply } from '../reply/reply.ts';
import { button, plainText, richSection, richText, type SlackBlock } from './blocks.ts';
import { renderSlack, type SlackLook } from './render.ts';

export interface HomeView {
  readonly type: 'home';
  readonly blocks: readonly SlackBlock[];
}

const BLOCKS_MAX = 100;

// What is asked most, one press away. "ask" is answered in the direct chat, "open" is a form.
const SHORTCUTS: SlackBlock = {
  type: 'actions',
  block_id: 'shortcuts',
  elements: [
    button('Count…', { actionId: 'open:count', style: 'primary' }),
    button('Received…', { actionId: 'open:received' }),
    button('Low stock', { actionId: 'ask:stock?scope=low' }),
    button('Orders', { actionId: 'ask:orders' }),
    button('Shortages', { actionId: 'ask:shortages' }),
  ],
};

/** Null for somebody who is not linked: they learn how, and nothing else. */
export function toHomeView(overview: Reply | null, look: SlackLook): HomeView {
  if (!overview) return { type: 'home', blocks: WELCOME };
  const shown = renderSlack(overview, look).flatMap((part) =>
    part.kind === 'message' ? part.blocks : [],
  );
  const head: readonly SlackBlock[] = [SHORTCUTS, { type: 'divider' }];
  return { type: 'home', blocks: [...head, ...shown.slice(0, BLOCKS_MAX - head.length)] };
}

const WELCOME: readonly SlackBlock[] = [
  { type: 'header', text: plainText('Welcome to Shelftalk', 150) },
  richSection(
    richText('Ask the owner of the shop for a code, then send me a message: '),
    richText('link CODE', { code: true }),
  ),
];
