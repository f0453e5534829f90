import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../../../core/base/random.ts';
import { advanceLine, type LineFigures } from '../../../core/ledger/advance-line.ts';

const UNSEEN = { ordered: 0, cancelled: 0, shipped: 0, returned: 0, revision: 0 };

/** The figures after these bodies, in this order of arrival. */
function told(...bodies: Partial<LineFigures>[]): LineFigures {
  return bodies.reduce<LineFigures>(
    (known, body) => advanceLine(known, { ...UNSEEN, lineKey: '1:1:1', skuId: 1, ...body }),
    UNSEEN,
  );
}

const wanted = (figures: LineFigures) => figures.ordered - figures.cancelled;

describe('what an order line wants', () => {
  it('a body that comes twice changes nothing', () => {
    const once = told({ ordered: 5, cancelled: 1, shipped: 2, returned: 1, revision: 7 });
    const body = { ordered: 5, cancelled: 1, shipped: 2, returned: 1, revision: 7 };
    expect(told(body, body, body)).toEqual(once);
  });

  it('a cancellation that arrives before its order is remembered', () => {
    expect(told({ cancelled: 2 }, { ordered: 5 })).toMatchObject({ ordered: 5, cancelled: 2 });
  });

  it('a cancellation told without its order cancels its own units, not all of them', () => {
    const order = { ordered: 5, revision: 10 };
    const cancel = { ordered: 0, cancelled: 2, revision: 20 };
    expect(wanted(told(order, cancel))).toBe(3);
    expect(wanted(told(cancel, order))).toBe(3);
  });

  it('5 edited to 3 in the shop is 2 cancelled, and 3 edited to 4 is 1 more ordered', () => {
    const bodies = [
      { ordered: 5, revision: 1 },
      { ordered: 3, revision: 2 },
      { ordered: 4, revision: 3 },
    ];
    expect(told(...bodies.slice(0, 2))).toMatchObject({ ordered: 5, cancelled: 2 });
    expect(told(...bodies)).toMatchObject({ ordered: 6, cancelled: 2 });
  });

  it('the first body that comes late does not bring back what was edited away', () => {
    expect(wanted(told({ ordered: 3, revision: 2 }, { ordered: 5, revision: 1 }))).toBe(3);
  });

  it('an edit that comes late does not take away what was added since', () => {
    const figures = told({ ordered: 4, revision: 3 }, { ordered: 1, revision: 2 });
    expect(wanted(figures)).toBe(4);
  });

  it('a line removed in the shop is wanted no more', () => {
    expect(wanted(told({ ordered: 5, revision: 1 }, { ordered: 0, revision: 2 }))).toBe(0);
  });

  it('without times of the shop every figure only grows', () => {
    const figures = told({ ordered: 5, cancelled: 1 }, { ordered: 3, cancelled: 2 });
    expect(figures).toMatchObject({ ordered: 5, cancelled: 2 });
  });

  it('more shipped or returned than was ever ordered is not believed', () => {
    const figures = told({ ordered: 2, shipped: 9, returned: 7 });
    expect(figures).toMatchObject({ ordered: 2, shipped: 2, returned: 2 });
  });

  it('the last word of the shop holds in whatever order its words arrive', () => {
    const random = createSeededRandom(20);
    const draw = (max: number) => random.integer({ min: 0, max });
    for (let life = 0; life < 2_000; life += 1) {
      const bodies = Array.from({ length: 1 + draw(5) }, (_, index) => {
        const ordered = draw(6);
        return { ordered, cancelled: draw(ordered), revision: index + 1 };
      });
      const shuffled = [...bodies, ...bodies]
        .map((body) => ({ body, place: random.fraction() }))
        .sort((a, b) => a.place - b.place)
        .map(({ body }) => body);
      const last = bodies.at(-1) ?? UNSEEN;
      const seen = `seed 20, life ${life}: ${JSON.stringify(shuffled)}`;
      expect(wanted(told(...shuffled)), seen).toBe(wanted({ ...UNSEEN, ...last }));
    }
  });
});
