import { type AnyCommand, defineCommand } from './command.ts';
import { describePast } from './describe-past.ts';
import { describeStock } from './describe-stock.ts';
import { listStock, type StockScope } from './list-stock.ts';
import { group, location, moment, optional, sku, word } from './slot.ts';

export const stockCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'stock',
    aliases: ['inventory', 'how many', 'how much', 'left'],
    summary: 'Show what is there: one SKU, what is low or out, or all.',
    examples: [
      'stock HOODIE-M',
      'stock HOODIE-M in Mumbai',
      'stock low',
      'stock out',
      'stock in Delhi',
      'stock HOODIE-M as of yesterday 18:00',
      'stock all',
    ],
    group: 'stock',
    risk: 'read',
    slots: {
      scope: optional(
        word({ low: ['running low'], out: ['empty', 'gone'], all: ['everything'] }, 'which part'),
      ),
      sku: optional(sku()),
      group: optional(group()),
      location: optional(location()),
      moment: optional(moment()),
    },
    run(context, { scope, sku, group, location, moment }) {
      if (moment) return describePast(context, { at: moment, sku, group, location });
      if (sku) return describeStock(context, { sku, location });
      return listStock(context, { scope: scope as StockScope | undefined, group, location });
    },
  }),
];
