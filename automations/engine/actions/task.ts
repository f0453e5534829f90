import { sayTarget } from '../../terms/phrases.ts';
import { type ActionOf, type Carrier, done } from '../carrier.ts';
import { fillWords } from '../describe-firing.ts';
import { insertTask } from '../todo-store.ts';

const TITLE_LENGTH_MAX = 400;

export const carryTask: Carrier<ActionOf<'task'>> = {
  kind: 'task',
  async carryOut({ core, clock, ports }, o) {
    const { action, stored, sellerId, firing } = o;
    const { key, number, rule, authorId } = stored;
    const filled = fillWords(action.title, firing, o) ?? action.title;
    const title = filled.slice(0, TITLE_LENGTH_MAX).toWellFormed();
    const at = clock.now();
    return core.database.forSeller(sellerId).transaction(async (tx) => {
      const taskId = await insertTask(tx, {
        ...{ sellerId, key, title, number, at, skuId: stored.occurrence.skuId },
        assignee: action.to === null ? null : sayTarget(action.to),
      });
      if (action.to === null) return done(`Left a task: ${title}`);
      const message = { kind: 'task', number, rule, taskId, title, firing } as const;
      const telling = { sellerId, key, at, to: action.to, frontEnd: null, authorId, message };
      const told = await ports.tell(tx, telling);
      const note = told.ok ? '' : ` Nobody was told: ${told.because}`;
      return done(`Left a task: ${title}${note}`);
    });
  },
};
