import type { Button, SlackBlock, StaticSelect } from './blocks.ts';
import { unescapeText } from './plain-text.ts';

/** What a person reads in these blocks, top to bottom; not escaped. */
export function blocksToText(blocks: readonly SlackBlock[]): string {
  return blocks.flatMap(linesOf).join('\n');
}

function linesOf(block: SlackBlock): string[] {
  switch (block.type) {
    case 'header':
      return [unescapeText(block.text.text)];
    case 'rich_text':
      return block.elements.map(({ elements }) => elements.map(({ text }) => text).join(''));
    case 'context':
      return block.elements.map(({ text }) => unescapeText(text));
    case 'actions':
      return [buttonLine(block), ...block.elements.flatMap(optionLines)].filter(Boolean);
    case 'input':
      return [unescapeText(block.label.text)];
    case 'divider':
      return [];
  }
}

type Actions = Extract<SlackBlock, { type: 'actions' }>;

/** Buttons stand beside each other. */
function buttonLine({ elements }: Actions): string {
  return elements
    .flatMap((each) => (each.type === 'button' ? [`[${unescapeText(each.text.text)}]`] : []))
    .join(' ');
}

function optionLines(element: Button | StaticSelect): string[] {
  if (element.type === 'button') return [];
  return element.options.map(({ text, description }, index) => {
    const detail = description ? ` — ${unescapeText(description.text)}` : '';
    return `${index + 1}. ${unescapeText(text.text)}${detail}`;
  });
}
