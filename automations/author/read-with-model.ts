import type { ProposeByModel } from './propose-by-model.ts';
import { type ReadProposal, readProposal } from './read-proposal.ts';
import type { SellerNames } from './seller-names.ts';

export interface ReadByEither {
  readonly read: ReadProposal;
  /** Words that no grammar could check word by word: people are told so where it is shown. */
  readonly isByModel: boolean;
}

/**
 * The grammar first; a model only where the grammar can make nothing of it, if there is one.
 * Whatever a model does not do, the grammar's own answer stands.
 */
export async function readWithModel(
  text: string,
  o: { sellerId: number; names: SellerNames; propose: ProposeByModel | null },
): Promise<ReadByEither> {
  const read = readProposal(text, o.names);
  if (read.kind !== 'unclear' || !o.propose) return { read, isByModel: false };
  const proposed = await o.propose(text, o);
  if (proposed.kind !== 'proposal') return { read, isByModel: false };
  return { read: proposed, isByModel: true };
}
