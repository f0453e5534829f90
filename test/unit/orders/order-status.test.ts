import { expect, test } from 'vitest';
import { deriveStatus, type LineFiguresShown } from '../../../core/orders/order-status.ts';

const line = (figures: Partial<LineFiguresShown>): LineFiguresShown => ({
  ...{ ordered: 0, cancelled: 0, shipped: 0, returned: 0, short: 0 },
  ...figures,
});

const NAMED: [
  string,
  string,
  Partial<LineFiguresShown>[],
  { isHeld?: boolean; isCancelled?: boolean },
][] = [
  ['just placed', 'open', [{ ordered: 2 }], {}],
  ['a line is short', 'short', [{ ordered: 2 }, { ordered: 3, short: 1 }], {}],
  ['one of two lines has left', 'partly-shipped', [{ ordered: 1, shipped: 1 }, { ordered: 1 }], {}],
  ['one of two units has left', 'partly-shipped', [{ ordered: 2, shipped: 1 }], {}],
  ['a part has left and the rest is short', 'short', [{ ordered: 2, shipped: 1, short: 1 }], {}],
  ['everything has left', 'shipped', [{ ordered: 2, shipped: 2 }], {}],
  ['the rest was cancelled', 'shipped', [{ ordered: 2, shipped: 1, cancelled: 1 }], {}],
  ['all came back', 'returned', [{ ordered: 2, shipped: 2, returned: 2 }], {}],
  ['a part came back', 'shipped', [{ ordered: 2, shipped: 2, returned: 1 }], {}],
  ['nothing is wanted any more', 'cancelled', [{ ordered: 2, cancelled: 2 }], {}],
  ['cancelled before anybody saw it', 'cancelled', [{ cancelled: 2 }], { isCancelled: true }],
  ['cancelled without a line', 'cancelled', [], { isCancelled: true }],
  ['no line yet', 'open', [], {}],
  ['a person said not yet', 'held', [{ ordered: 2, short: 1 }], { isHeld: true }],
  ['held, and over all the same', 'shipped', [{ ordered: 1, shipped: 1 }], { isHeld: true }],
  ['more shipped than ordered', 'shipped', [{ ordered: 1, shipped: 2 }], {}],
];

test.each(NAMED)('an order with %s is called %s', (_, status, lines, more) => {
  const o = { isHeld: false, isCancelled: false, ...more, lines: lines.map(line) };
  expect(deriveStatus(o)).toBe(status);
});
