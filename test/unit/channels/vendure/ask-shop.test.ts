import { describe, expect, it } from 'vitest';
import {
  type Asked,
  connect,
  isUpdate,
  openScriptedShop,
  openVendureShop,
  refTo,
} from './open-vendure-shop.ts';
import { recording } from './recording.ts';

const FORBIDDEN = { body: recording('unauthorized').response.body };
const EMPTY = { body: { data: { productVariants: { items: [] } } } };
const logins = (asked: readonly Asked[]) => asked.filter((one) => one.query.includes('login('));

describe('the session with a Vendure shop', () => {
  it('one log-in serves all calls, those at the same time included', async () => {
    const { session, asked } = await openScriptedShop(() => EMPTY);
    await Promise.all([1, 2, 3].map(() => session.readListings([refTo('1')])));
    await session.readListings([refTo('1')]);
    expect(logins(asked)).toHaveLength(1);
    const tokens = asked.filter((one) => !one.query.includes('login('));
    expect(new Set(tokens.map((one) => one.authorization))).toEqual(new Set(['Bearer token-1']));
  });

  it('a session that the shop has ended is begun again once', async () => {
    const { session, asked } = await openScriptedShop((one) =>
      one.authorization === 'Bearer token-1' ? FORBIDDEN : EMPTY,
    );
    const both = [session.readListings([refTo('1')]), session.readListings([refTo('2')])];
    expect(await Promise.all(both)).toEqual([
      { kind: 'ok', value: [] },
      { kind: 'ok', value: [] },
    ]);
    expect(logins(asked).length).toBeLessThanOrEqual(2);
  });

  it('a user who may not do it is told after the second try', async () => {
    const { session, asked } = await openScriptedShop((one) => (isUpdate(one) ? FORBIDDEN : EMPTY));
    const push = { listing: refTo('5'), status: 'paused', key: 'k' } as const;
    expect(await session.pushStatus([push])).toMatchObject([{ kind: 'needs-reauth' }]);
    expect(asked.filter(isUpdate)).toHaveLength(2);
  });

  it('a wrong password needs a person', async () => {
    const { shop, baseUrl } = await openVendureShop();
    const session = connect({ baseUrl, credentials: { username: 'stock-keeper', password: 'x' } });
    expect(await session.readListings([refTo('1')])).toMatchObject({
      kind: 'needs-reauth',
      reason: 'The provided credentials are invalid',
    });
    expect(shop.calls().write).toBe(0);
    const nobody = connect({ baseUrl, credentials: {} });
    expect(await nobody.readListings([refTo('1')])).toMatchObject({ kind: 'needs-reauth' });
  });

  it('a failure inside a good answer leaves a write open, and a read to be repeated', async () => {
    const { shop, session } = await openVendureShop();
    shop.inject({ kind: 'error-body-200' });
    const push = { listing: refTo('5'), status: 'paused', key: 'k' } as const;
    expect(await session.readListings([refTo('1')])).toMatchObject({ kind: 'retry-later' });
    shop.clearFaults();
    await session.readListings([refTo('1')]);
    shop.inject({ kind: 'error-body-200', on: 'write' });
    expect(await session.pushStatus([push])).toMatchObject([
      { kind: 'retry-later', isOutcomeUnknown: true },
    ]);
  });
});
