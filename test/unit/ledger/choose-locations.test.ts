import { describe, expect, it } from 'vitest';
import { chooseLocations } from '../../../core/ledger/choose-locations.ts';

const MUMBAI = 1;
const DELHI = 2;
const PUNE = 3;

function choose(quantity: number, free: Record<number, number>) {
  const locations = [MUMBAI, DELHI, PUNE];
  const shares = chooseLocations({ quantity, locations, available: (id) => free[id] ?? 0 });
  return shares.map((share) => [share.locationId, share.quantity]);
}

describe('where units come from', () => {
  it('the best place that has all of them ships alone', () => {
    expect(choose(3, { [MUMBAI]: 2, [DELHI]: 3, [PUNE]: 9 })).toEqual([[DELHI, 3]]);
  });

  it('where none has all of them they are split in the order of rank', () => {
    expect(choose(6, { [MUMBAI]: 2, [DELHI]: 3, [PUNE]: 4 })).toEqual([
      [MUMBAI, 2],
      [DELHI, 3],
      [PUNE, 1],
    ]);
  });

  it('the last unit in Delhi is sold when Mumbai’s has just gone', () => {
    expect(choose(1, { [MUMBAI]: 0, [DELHI]: 1 })).toEqual([[DELHI, 1]]);
  });

  it('what is not there is not given', () => {
    expect(choose(5, { [DELHI]: 2 })).toEqual([[DELHI, 2]]);
    expect(choose(5, {})).toEqual([]);
  });
});
