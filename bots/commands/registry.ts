import { chartCommands } from './chart.ts';
import type { AnyCommand } from './command.ts';
import { countCommands } from './count.ts';
import { coverCommands } from './cover.ts';
import { damageCommands } from './damage.ts';
import { deadStockCommands } from './dead-stock.ts';
import { helpCommands } from './help.ts';
import { historyCommands } from './history.ts';
import { listingCommands } from './listing.ts';
import { locationCommands } from './location.ts';
import { mappingCommands } from './mapping.ts';
import { orderCommands } from './order.ts';
import { priceCommands } from './price.ts';
import { proofCommands } from './proof.ts';
import { receiptCommands } from './receipt.ts';
import { reportCommands } from './report.ts';
import { returnCommands } from './return.ts';
import { saleCommands } from './sale.ts';
import { shortageCommands } from './shortage.ts';
import { skuCommands } from './sku.ts';
import { stockCommands } from './stock.ts';
import { syncCommands } from './sync.ts';
import { topCommands } from './top.ts';
import { transferCommands } from './transfer.ts';

/** Every command of every front-end, in the order of help. */
export const commands: readonly AnyCommand[] = [
  ...stockCommands,
  ...historyCommands,
  ...saleCommands,
  ...receiptCommands,
  ...transferCommands,
  ...countCommands,
  ...damageCommands,
  ...proofCommands,
  ...returnCommands,
  ...orderCommands,
  ...shortageCommands,
  ...syncCommands,
  ...mappingCommands,
  ...priceCommands,
  ...listingCommands,
  ...skuCommands,
  ...locationCommands,
  ...reportCommands,
  ...topCommands,
  ...deadStockCommands,
  ...coverCommands,
  ...chartCommands,
  ...helpCommands,
];
