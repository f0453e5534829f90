import { BadInput } from '../base/errors.ts';
import { cleanText } from '../base/text.ts';
import type { CatalogDeps } from './catalog-deps.ts';
import { INSERT_LEDGER_HEAD, INSERT_SELLER } from './catalog-store.ts';

const CURRENCY = /^[A-Z]{3}$/;
const NAME_LENGTH_MAX = 200;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Opens a seller's books. Throws BadInput for a name, currency or time zone that is none. */
export async function createSeller(
  deps: CatalogDeps,
  o: { name: string; currency: string; timeZone: string },
): Promise<number> {
  const name = cleanText(o.name).trim();
  if (name === '' || name.length > NAME_LENGTH_MAX) {
    throw new BadInput(`A seller's name has 1 to ${NAME_LENGTH_MAX} characters.`);
  }
  if (!CURRENCY.test(o.currency)) {
    throw new BadInput('The currency is three letters, such as EUR or INR.');
  }
  if (!isTimeZone(o.timeZone)) {
    throw new BadInput('The time zone is a name such as Europe/Berlin or Asia/Kolkata.');
  }
  // Before its first row there is no seller to work for, so the sweep role makes it.
  return deps.database.sweep.transaction(async (tx) => {
    const params = [name, o.currency, o.timeZone, deps.clock.now()];
    const { sellerId } = await tx.row<{ sellerId: number }>(INSERT_SELLER, params);
    await tx.execute(INSERT_LEDGER_HEAD, [sellerId]);
    return sellerId;
  });
}
