import type { AutomationPorts } from '../../automations/engine/ports.ts';
import { upperFirst } from '../../automations/render/sentence.ts';
import { listUnsent } from '../notify/outgoing-store.ts';
import { findTargets } from './find-targets.ts';
import { listTeams } from './team-store.ts';

/** Whether what a rule tells comes to anybody: looked at when it is made, and afterwards. */
export const reach: Pick<AutomationPorts, 'whyUnheard' | 'listUndelivered'> = {
  async whyUnheard(db, o) {
    const found = await findTargets(db, { ...o, frontEnd: null });
    if (found.ok) return null;
    const { to } = o;
    const { because, lacks, who } = found;
    const said = upperFirst(because);
    if (lacks === 'team')
      return `${said}: nobody would be told. In its group say: this is the ${who}`;
    if (to.of === 'role' && lacks === 'people') {
      const teams = await listTeams(db, o.sellerId);
      const team = teams.find(({ name }) => name.toLowerCase().split(/\s+/).includes(to.role));
      const instead = team ? `To tell a chat instead, say: tell the ${team.name}. ` : '';
      return `${said} yet: nobody would be told. ${instead}To add somebody: invite ${to.role} Ravi`;
    }
    if (to.of === 'author') return 'You are on no app where I could write: you would not be told.';
    return `${said}: nobody would be told.`;
  },
  async listUndelivered(db, o) {
    const left = await listUnsent(db, o);
    return left.map(({ key, isWaiting }) => ({ key, state: isWaiting ? 'waiting' : 'given-up' }));
  },
};
