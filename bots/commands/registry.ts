import { alertCommands } from './alert.ts';
import { aliasCommands } from './alias.ts';
import { automationCommands } from './automation.ts';
import { automationWorkCommands } from './automation-work.ts';
import { orderChangeCommands } from './change-order.ts';
import { changesCommands } from './changes.ts';
import { chartCommands } from './chart.ts';
import type { AnyCommand } from './command.ts';
import { countCommands } from './count.ts';
import { coverCommands } from './cover.ts';
import { damageCommands } from './damage.ts';
import { deadStockCommands } from './dead-stock.ts';
import { draftAutomationCommands } from './draft-automation.ts';
import { exportCommands } from './export.ts';
import { helpCommands } from './help.ts';
import { historyCommands } from './history.ts';
import { holdCommands } from './hold.ts';
import { importCommands } from './import.ts';
import { linkCommands } from './link.ts';
import { listingCommands } from './listing.ts';
import { locationCommands } from './location.ts';
import { mappingCommands } from './mapping.ts';
import { meCommands } from './me.ts';
import { orderCommands } from './order.ts';
import { peopleCommands } from './people.ts';
import { priceCommands } from './price.ts';
import { proofCommands } from './proof.ts';
import { receiptCommands } from './receipt.ts';
import { reportCommands } from './report.ts';
import { returnCommands } from './return.ts';
import { safetyCommands } from './safety.ts';
import { saleCommands } from './sale.ts';
import { settingsCommands } from './settings.ts';
import { shortageCommands } from './shortage.ts';
import { skuCommands } from './sku.ts';
import { stockCommands } from './stock.ts';
import { switchAutomationCommands } from './switch-automation.ts';
import { syncCommands } from './sync.ts';
import { teamCommands } from './team.ts';
import { topCommands } from './top.ts';
import { transferCommands } from './transfer.ts';
import { undoCommands } from './undo.ts';
import { valueCommands } from './value.ts';

/** Every command of every front-end, in the order of help. */
export const commands: readonly AnyCommand[] = [
  ...stockCommands,
  ...valueCommands,
  ...historyCommands,
  ...saleCommands,
  ...receiptCommands,
  ...transferCommands,
  ...countCommands,
  ...damageCommands,
  ...holdCommands,
  ...proofCommands,
  ...returnCommands,
  ...orderCommands,
  ...orderChangeCommands,
  ...shortageCommands,
  ...syncCommands,
  ...mappingCommands,
  ...priceCommands,
  ...listingCommands,
  ...safetyCommands,
  ...skuCommands,
  ...aliasCommands,
  ...locationCommands,
  ...reportCommands,
  ...topCommands,
  ...deadStockCommands,
  ...coverCommands,
  ...chartCommands,
  ...exportCommands,
  ...importCommands,
  ...alertCommands,
  ...draftAutomationCommands,
  ...automationCommands,
  ...switchAutomationCommands,
  ...automationWorkCommands,
  ...teamCommands,
  ...peopleCommands,
  ...linkCommands,
  ...meCommands,
  ...settingsCommands,
  ...changesCommands,
  ...undoCommands,
  ...helpCommands,
];
