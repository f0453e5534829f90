import { z } from 'zod';
import { templateSchema } from '../terms/measure.ts';
import { quote, sayMessage, sayTarget } from '../terms/phrases.ts';
import { nameSchema, targetSchema } from '../terms/scope.ts';
import { action } from './action-kind.ts';

/** Tells somebody. Null front-end: where they are reached. Null template: our own words. */
export const notifySchema = z.strictObject({
  kind: z.literal('notify'),
  to: targetSchema,
  frontEnd: nameSchema.nullable(),
  template: templateSchema.nullable(),
});

export const notify = action({
  kind: 'notify',
  schema: notifySchema,
  examples: [
    'send a Slack message to the warehouse team',
    'tell Asha',
    'tell me, saying "{sku} is down to {available}"',
  ],
  role: 'viewer',
  undo: { because: 'A message that was read cannot be unread.' },
  isMessage: true,
  sentence({ to, frontEnd, template }, names) {
    const told =
      frontEnd === null
        ? `tell ${sayTarget(to)}`
        : `send ${sayMessage(names.frontEnd(frontEnd))} to ${sayTarget(to)}`;
    return template === null ? told : `${told}, saying ${quote(template)}`;
  },
  effects: () => [],
  template: ({ template }) => template,
});
