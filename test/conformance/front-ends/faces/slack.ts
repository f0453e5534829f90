import { blocksToText } from '../../../../bots/slack/block-text.ts';
import { renderSlack } from '../../../../bots/slack/render.ts';
import { type Face, findControls } from '../face.ts';

/** The kinds of elements that are text or something to press; all others call or link. */
const HARMLESS = [
  ...['header', 'context', 'actions', 'rich_text', 'rich_text_section', 'rich_text_preformatted'],
  ...['text', 'plain_text', 'button', 'static_select', 'divider'],
];
const BRACKET = /[<>]/;

export const slackFace: Face = {
  id: 'slack',
  show: (reply) =>
    renderSlack(reply, { formatNumber: String })
      .map((part) =>
        part.kind === 'message' ? blocksToText(part.blocks) : [part.name, part.alt].join('\n'),
      )
      .join('\n'),
  findLive: (reply) =>
    renderSlack(reply, { formatNumber: String }).flatMap((part) => {
      if (part.kind === 'upload') return findControls([part.name, part.alt ?? '']);
      const texts = textsOf(part.blocks);
      return [
        ...findControls([part.text, ...texts]),
        // Only the entities of escaped brackets are left; a bracket would be a name or a link.
        ...(BRACKET.test(part.text) ? [`a bracket in the text ${part.text}`] : []),
        ...findElements(part.blocks),
      ];
    }),
};

function nodesOf(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== 'object' || value === null) return [];
  const node = value as Record<string, unknown>;
  return [node, ...Object.values(node).flatMap(nodesOf)];
}

function textsOf(blocks: unknown): string[] {
  return nodesOf(blocks).flatMap(({ text }) => (typeof text === 'string' ? [text] : []));
}

function findElements(blocks: unknown): string[] {
  return nodesOf(blocks).flatMap(({ type, text }) => {
    if (typeof type !== 'string') return [];
    if (type === 'mrkdwn') return [`formatted text ${JSON.stringify(text)}`];
    if (type === 'plain_text' && BRACKET.test(String(text))) return [`a bracket in ${text}`];
    return HARMLESS.includes(type) ? [] : [`an element of the kind ${type}`];
  });
}
