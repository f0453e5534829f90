import type { SlackBlock } from './blocks.ts';
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
      return block.elements.flatMap((element) =>
        element.type === 'button'
          ? [`[${unescapeText(element.text.text)}]`]
          : element.options.map(({ text, description }, index) => {
              const detail = description ? ` — ${unescapeText(description.text)}` : '';
              return `${index + 1}. ${unescapeText(text.text)}${detail}`;
            }),
      );
    case 'input':
      return [unescapeText(block.label.text)];
    case 'divider':
      return [];
  }
}
