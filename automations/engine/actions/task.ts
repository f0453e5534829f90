import { sayTarget } from '../../terms/phrases.ts';
import { type ActionOf, type Carrier, done } from '../carrier.ts';
import { fillTitle, isToldAnyway } from '../describe-firing.ts';
import { insertTask } from '../todo-store.ts';

export const carryTask: Carrier<ActionOf<'task'>> = {
  kind: 'task',
  async carryOut({ core, clock, ports }, o) {
    const { action, stored, sellerId, firing } = o;
    const { key, number, rule, authorId } = stored;
    const title = fillTitle(action.title, firing, o);
    const at = clock.now();
    return core.database.forSeller(sellerId).transaction(async (tx) => {
      const taskId = await insertTask(tx, {
        ...{ sellerId, key, title, number, at, skuId: stored.occurrence.skuId },
        assignee: action.to === null ? null : sayTarget(action.to),
      });
      if (action.to === null || isToldAnyway(rule, action.to)) return done(`Left a task: ${title}`);
      const message = { kind: 'task', number, rule, taskId, title, firing } as const;
      const telling = { sellerId, key, at, to: action.to, frontEnd: null, authorId, message };
      const told = await ports.tell(tx, telling);
      const note = told.ok ? '' : ` Nobody was told: ${told.because}`;
      return done(`Left a task: ${title}${note}`);
    });
  },
};
