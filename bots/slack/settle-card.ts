import { LENGTH_MAX, plainText } from './blocks.ts';
import type { PressedCard } from './memory.ts';
import { questionBlockId } from './render.ts';

/** The card with what was decided where its buttons were. */
export function settleCard(card: PressedCard): { blocks: readonly unknown[]; text: string } {
  const chosen = card.label.trim() || 'Done';
  const decided = plainText(
    card.by ? `✓ ${chosen} · ${card.by}` : `✓ ${chosen}`,
    LENGTH_MAX.context,
  );
  const shown = { type: 'context', elements: [decided] };
  const asked = questionBlockId(card.questionId);
  const blocks = card.blocks.map((block) => (blockIdOf(block) === asked ? shown : block));
  return { blocks: blocks.includes(shown) ? blocks : [...blocks, shown], text: decided.text };
}

function blockIdOf(block: unknown): unknown {
  return typeof block === 'object' && block !== null && 'block_id' in block ? block.block_id : null;
}
