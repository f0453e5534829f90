import { describe, expect, test } from 'vitest';
import { Secret } from '../../../core/base/secret.ts';
import { createVault, SealBroken, type SealOwner } from '../../../core/catalog/vault.ts';

const key = (id: string, text: string) => ({ id, secret: new Secret(text) });
const owner: SealOwner = { sellerId: 1, accountPublicId: 'my-shop', purpose: 'credentials' };
const first = key('k1', 'a key of at least thirty-two letters');

describe('sealed credentials', () => {
  const vault = createVault([first]);

  test('open for the account that they were sealed for', () => {
    const sealed = vault.seal(owner, 'token é 🎁');
    expect(sealed).toMatch(/^k1:/);
    expect(vault.open(owner, sealed)).toBe('token é 🎁');
  });

  test('look different every time, so that nobody sees that two shops share a token', () => {
    expect(vault.seal(owner, 'token')).not.toBe(vault.seal(owner, 'token'));
  });

  test.each([
    ['another seller', { ...owner, sellerId: 2 }],
    ['another account', { ...owner, accountPublicId: 'your-shop' }],
    ['another purpose', { ...owner, purpose: 'webhook-secrets' as const }],
  ])('do not open for %s', (_, stranger) => {
    expect(() => vault.open(stranger, vault.seal(owner, 'token'))).toThrow(SealBroken);
  });

  test('do not open once a single character was changed', () => {
    const sealed = vault.seal(owner, 'token');
    for (let place = 3; place < sealed.length; place += 1) {
      const other = sealed[place] === 'A' ? 'Q' : 'A';
      const changed = sealed.slice(0, place) + other + sealed.slice(place + 1);
      // The last letter may carry bits that belong to no byte.
      if (
        Buffer.from(changed.slice(3), 'base64url').equals(Buffer.from(sealed.slice(3), 'base64url'))
      )
        continue;
      expect(() => vault.open(owner, changed), `letter ${place}`).toThrow(SealBroken);
    }
  });

  test.each(['', 'k1:', 'k1:AAAA', 'token', 'k2:AAAA', 'k1:!!!!'])(
    '%j is no sealed text',
    (text) => {
      expect(() => vault.open(owner, text)).toThrow(SealBroken);
    },
  );

  test('survive a new key: both open, the new one seals', () => {
    const old = vault.seal(owner, 'token');
    const both = createVault([key('k2', 'another key of thirty-two letters!!'), first]);
    expect(both.open(owner, old)).toBe('token');
    expect(both.seal(owner, 'token')).toMatch(/^k2:/);
    expect(() =>
      createVault([key('k1', 'a wrong key of thirty-two letters!!')]).open(owner, old),
    ).toThrow(SealBroken);
  });

  test('an error of the vault never shows what was sealed', () => {
    const sealed = vault.seal(owner, 'shpat_secret');
    const error = (() => {
      try {
        return vault.open({ ...owner, sellerId: 2 }, sealed);
      } catch (thrown) {
        return thrown as SealBroken;
      }
    })();
    expect(JSON.stringify([String(error), (error as SealBroken).facts])).not.toContain('shpat');
  });
});
