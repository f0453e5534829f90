import type { AutomationPorts } from '../../automations/engine/ports.ts';
import { listPeople } from '../people/people-store.ts';
import { mayRun } from '../people/role.ts';

/** What the author of a rule may do, at the moment when it acts. */
export const rights: Pick<AutomationPorts, 'roleOf' | 'listAble'> = {
  async roleOf(db, { sellerId, personId }) {
    const all = await listPeople(db, sellerId);
    return all.find((each) => each.personId === personId)?.role ?? null;
  },
  async listAble(db, { sellerId, role }) {
    const all = await listPeople(db, sellerId);
    return all.filter((each) => mayRun(each.role, role)).map(({ personId }) => personId);
  },
};
