import type { AnyCommand } from './command.ts';
import { countCommands } from './count.ts';
import { damageCommands } from './damage.ts';
import { helpCommands } from './help.ts';
import { listingCommands } from './listing.ts';
import { locationCommands } from './location.ts';
import { priceCommands } from './price.ts';
import { receiptCommands } from './receipt.ts';
import { saleCommands } from './sale.ts';
import { skuCommands } from './sku.ts';
import { syncCommands } from './sync.ts';
import { transferCommands } from './transfer.ts';

/** Every command of every front-end, in the order of help. */
export const commands: readonly AnyCommand[] = [
  ...saleCommands,
  ...receiptCommands,
  ...transferCommands,
  ...countCommands,
  ...damageCommands,
  ...syncCommands,
  ...priceCommands,
  ...listingCommands,
  ...skuCommands,
  ...locationCommands,
  ...helpCommands,
];
