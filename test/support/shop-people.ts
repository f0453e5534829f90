import type { ShopFile } from './shop-file.ts';
import type { ShopGround } from './shop-ground.ts';
import type { ShopIds } from './shop-ids.ts';
import { insertIdentity, insertPerson, setAskAbove } from './shop-people-store.ts';

/** Whoever writes from somewhere that the file does not name is nobody we know there. */
export function toSenderId(
  file: ShopFile,
  o: { person: string | null; frontEnd: ShopFile['alerts'][number]['frontEnd'] },
): string {
  const found = file.people.find(({ name }) => name === o.person);
  return found?.identities[o.frontEnd] ?? `stranger-${o.person ?? 'nobody'}`;
}

/** The chat of one person with us; groups have ids of their own. */
export const chatOf = (senderId: string) => `direct-${senderId}`;

export async function addPeople({ engine, clock, file }: ShopGround, ids: ShopIds): Promise<void> {
  const { sellerId } = ids;
  const db = engine.database.forSeller(sellerId);
  const at = clock.now();
  for (const { name, role, home, language, identities } of file.people) {
    const homeLocationId = home === null ? null : (ids.locations.get(home) ?? null);
    const personId = await insertPerson(db, { sellerId, name, role, homeLocationId, language, at });
    for (const [frontEnd, externalId] of Object.entries(identities)) {
      const chatId = chatOf(externalId);
      await insertIdentity(db, { sellerId, frontEnd, externalId, personId, name, chatId, at });
    }
  }
  await setAskAbove(db, { sellerId, units: file.settings.askAbove });
}
