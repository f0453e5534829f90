import { putSubscription } from '../../bots/notify/subscription-store.ts';
import type { Queryable } from '../../core/database/queryable.ts';
import type { ShopFile } from './shop-file.ts';
import type { ShopGround } from './shop-ground.ts';
import { need, type ShopIds } from './shop-ids.ts';
import { insertIdentity, insertPerson, setAskAbove } from './shop-people-store.ts';

/** Whoever writes from somewhere that the file does not name is nobody we know there. */
export function toSenderId(
  file: ShopFile,
  o: { person: string | null; frontEnd: ShopFile['alerts'][number]['frontEnd'] },
): string {
  const found = file.people.find(({ name }) => name === o.person);
  return found?.identities[o.frontEnd] ?? `stranger-${o.person ?? 'nobody'}`;
}

export async function addPeople({ engine, clock, file }: ShopGround, ids: ShopIds): Promise<void> {
  const { sellerId } = ids;
  const db = engine.database.forSeller(sellerId);
  const at = clock.now();
  const people = new Map<string, number>();
  for (const { name, role, home, language, identities } of file.people) {
    const homeLocationId = home === null ? null : (ids.locations.get(home) ?? null);
    const personId = await insertPerson(db, { sellerId, name, role, homeLocationId, language, at });
    people.set(name, personId);
    for (const [frontEnd, externalId] of Object.entries(identities)) {
      const who = { sellerId, frontEnd, externalId, personId, name };
      // Alone with us, a person's chat is called as they are.
      await insertIdentity(db, { ...who, chatId: externalId, at });
    }
  }
  await addAlerts(db, { file, ids, people, at });
  await setAskAbove(db, { sellerId, units: file.settings.askAbove });
}

interface Adding {
  readonly file: ShopFile;
  readonly ids: ShopIds;
  readonly people: ReadonlyMap<string, number>;
  readonly at: Date;
}

// Where the file names none: as the command does.
const BELOW_USUAL = 10;

async function addAlerts(db: Queryable, { file, ids, people, at }: Adding): Promise<void> {
  const found = (map: ReadonlyMap<string, number>, code: string | null) =>
    code === null ? null : need(map, code);
  for (const { person, frontEnd, chat, topic, sku, location, below } of file.alerts) {
    await putSubscription(db, {
      ...{ sellerId: ids.sellerId, personId: need(people, person), frontEnd, chatId: chat },
      ...{ topic, skuId: found(ids.skus, sku), locationId: found(ids.locations, location), at },
      below: topic === 'low' ? (below ?? BELOW_USUAL) : null,
    });
  }
}
