import { createLargeIds } from '../simulation/large-ids.ts';
import type { IdKind } from '../simulation/simulated-store.ts';

/**
 * Of three listings, the first is a simple product and the others are the variations of one
 * product, so that both ways of writing are met in one batch.
 */
export function createFamilies() {
  const createLargeId = createLargeIds();
  const alone = new Set<string>();
  let products = 0;
  let shared = '';
  const createProductId = () => {
    const place = products % 3;
    products += 1;
    if (place === 2) return shared;
    shared = createLargeId('product');
    if (place === 0) alone.add(shared);
    return shared;
  };
  return {
    createId: (kind: IdKind) => (kind === 'product' ? createProductId() : createLargeId(kind)),
    parentOf: ({ externalParentId }: { externalParentId: string | null }) =>
      externalParentId === null || alone.has(externalParentId) ? null : externalParentId,
  };
}

export type ParentOf = ReturnType<typeof createFamilies>['parentOf'];
