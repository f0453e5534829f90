import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../../core/base/clock.ts';
import { LANE_BEGIN, LANE_COMMIT, type Lane } from '../../../core/database/lane.ts';
import type { LanePool } from '../../../core/database/lane-pool.ts';
import { breakConnections } from '../../support/as-owner.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { openTinyDatabase } from '../../support/tiny-database.ts';

const PUT = 'INSERT INTO box (seller_id, name, units) VALUES ($1, $2, $3)';
const WHO = { sql: `SELECT current_setting('app.seller_id') AS seller, current_user AS name` };

describe('lanes', () => {
  let opened: TestDatabase;
  let lanes: LanePool;
  beforeAll(async () => {
    opened = await openTinyDatabase({ sizes: { lanesMax: 2 } });
    lanes = opened.database.lanes;
  });
  afterAll(() => opened.drop());

  const namesOf = async (seller: number) =>
    (await opened.database.forSeller(seller).rows<{ name: string }>('SELECT name FROM box')).map(
      (row) => row.name,
    );

  test('a batch travels as one and each statement has its answer', async () => {
    const rows = await lanes.use(1, (lane) =>
      lane.pipeline([
        LANE_BEGIN,
        { sql: PUT, params: [1, 'lane', 4] },
        { sql: 'SELECT units FROM box WHERE name = $1', params: ['lane'], name: 'read-units' },
        LANE_COMMIT,
      ]),
    );
    expect(rows).toEqual([[], [], [{ units: 4 }], []]);
    expect(await namesOf(1)).toContain('lane');
  });

  test('a lane serves one seller after another, and only with the pinned plans', async () => {
    for (const seller of [1, 2, 2, 1]) {
      const [[who]] = (await lanes.use(seller, (lane) => lane.pipeline([WHO]))) as [[object]];
      expect(who).toEqual({ seller: String(seller), name: 'shelftalk_app' });
    }
    const settings = await lanes.use(1, (lane) =>
      lane.pipeline([{ sql: 'SHOW plan_cache_mode' }, { sql: 'SHOW enable_seqscan' }]),
    );
    expect(settings).toEqual([
      [{ plan_cache_mode: 'force_generic_plan' }],
      [{ enable_seqscan: 'off' }],
    ]);
  });

  test('a commit behind a failed write is a failure, and nothing stays', async () => {
    const failing = lanes.use(1, (lane) =>
      lane.pipeline([
        LANE_BEGIN,
        { sql: PUT, params: [1, 'good', 1] },
        { sql: PUT, params: [1, 'bad', -1] },
        LANE_COMMIT,
      ]),
    );
    await expect(failing).rejects.toMatchObject({ code: 'data_refused' });
    // A lane that knows its seller, so that nothing but the commit is sent.
    await lanes.use(1, (lane) => lane.pipeline([WHO]));
    const late = lanes.use(1, async (lane) => {
      const write = [LANE_BEGIN, { sql: PUT, params: [1, 'bad', -1] }];
      await lane.pipeline(write).catch(() => undefined);
      await lane.pipeline([LANE_COMMIT]);
    });
    await expect(late).rejects.toThrow('nothing was committed');
    expect(await namesOf(1)).not.toContain('good');
  });

  test('what a failed user leaves open is rolled back before the next one', async () => {
    const failing = lanes.use(1, async (lane) => {
      await lane.pipeline([LANE_BEGIN, { sql: PUT, params: [1, 'left open', 1] }]);
      throw new Error('lost interest');
    });
    await expect(failing).rejects.toThrow('lost interest');
    await lanes.use(1, (lane) => lane.pipeline([LANE_BEGIN, LANE_COMMIT]));
    expect(await namesOf(1)).not.toContain('left open');
  });

  test('a batch that fails for a new seller is tried again for that seller', async () => {
    await lanes.use(1, (lane) => lane.pipeline([WHO]));
    const answer = await lanes.use(2, async (lane) => {
      await lane.pipeline([{ sql: 'SELECT 1/0' }]).catch(() => undefined);
      return lane.pipeline([WHO]);
    });
    expect(answer).toEqual([[{ seller: '2', name: 'shelftalk_app' }]]);
  });

  test('a batch that its user did not wait for does not reach into the next use', async () => {
    const forgetful = lanes.use(1, async (lane) => {
      const late = [LANE_BEGIN, { sql: 'SELECT pg_sleep(0.05)' }];
      lane.pipeline([...late, { sql: PUT, params: [1, 'forgotten', 1] }]).catch(() => undefined);
      throw new Error('gave up waiting');
    });
    await expect(forgetful).rejects.toThrow('gave up waiting');
    const both = [1, 2].map(() => lanes.use(1, (lane) => lane.pipeline([LANE_BEGIN, LANE_COMMIT])));
    await Promise.all(both);
    expect(await namesOf(1)).not.toContain('forgotten');
  });

  test('after a failed batch the same user can roll back and go on, for the same seller', async () => {
    await lanes.use(2, (lane) => lane.pipeline([WHO]));
    const answer = await lanes.use(1, async (lane) => {
      await lane.pipeline([LANE_BEGIN, { sql: 'SELECT 1/0' }]).catch(() => undefined);
      await lane.pipeline([{ sql: 'ROLLBACK' }]);
      return lane.pipeline([WHO]);
    });
    expect(answer).toEqual([[{ seller: '1', name: 'shelftalk_app' }]]);
  });

  test('after a lost connection the next batch gets a new lane', async () => {
    await lanes.use(1, (lane) => lane.pipeline([WHO]));
    await breakConnections(opened.urls.owner);
    await systemClock.sleep(50);
    const [[who]] = (await lanes.use(1, (lane) => lane.pipeline([WHO]))) as [[object]];
    expect(who).toMatchObject({ seller: '1' });
    const broken = lanes.use(1, async (lane) => {
      await lane.pipeline([LANE_BEGIN, { sql: PUT, params: [1, 'torn', 1] }]);
      await breakConnections(opened.urls.owner);
      await lane.pipeline([LANE_COMMIT]);
    });
    await expect(broken).rejects.toMatchObject({ code: 'database_unavailable', retry: 'later' });
    expect(await namesOf(1)).not.toContain('torn');
  });

  test('no more lanes than allowed work at once, and who waits is served in order', async () => {
    let atOnce = 0;
    let atOnceMax = 0;
    const order: number[] = [];
    const work = (index: number) =>
      lanes.use(1, async (lane) => {
        order.push(index);
        atOnce += 1;
        atOnceMax = Math.max(atOnceMax, atOnce);
        await lane.pipeline([{ sql: 'SELECT pg_sleep(0.02)' }]);
        atOnce -= 1;
      });
    await Promise.all(Array.from({ length: 12 }, (_, index) => work(index)));
    expect(atOnceMax).toBe(2);
    // The first two start together; from then on each follows the one before.
    expect(order.slice(2)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  test('a lane that was given back refuses to work for its former user', async () => {
    let kept: Lane | undefined;
    await lanes.use(1, async (lane) => {
      kept = lane;
    });
    expect(() => kept?.pipeline([WHO])).toThrow('given back');
  });
});
