import { z } from 'zod';
import { titleSchema } from '../terms/measure.ts';
import { quote, sayTarget } from '../terms/phrases.ts';
import { targetSchema } from '../terms/scope.ts';
import { action } from './action-kind.ts';

/** Leaves a task, for somebody or for whoever takes it. */
export const taskSchema = z.strictObject({
  kind: z.literal('task'),
  title: titleSchema,
  to: targetSchema.nullable(),
});

export const task = action({
  kind: 'task',
  schema: taskSchema,
  examples: ['create a task "Count {sku}"', 'create a task "Count {sku}" for Asha'],
  role: 'warehouse',
  undo: { how: 'The task is taken off the list.' },
  isMessage: false,
  sentence: ({ title, to }) =>
    `create a task ${quote(title)}${to === null ? '' : ` for ${sayTarget(to)}`}`,
  effects: () => [],
  template: ({ title }) => title,
});
