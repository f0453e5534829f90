import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { errorClass } from '../base/errors.ts';
import type { Secret } from '../base/secret.ts';

/** A sealed text cannot be opened: another key, another account, or somebody changed it. */
export class SealBroken extends errorClass('seal_broken', 'never') {}

export interface VaultKey {
  /** Stands in front of every text that this key sealed: "k1". */
  readonly id: string;
  readonly secret: Secret;
}

/** To whom a sealed text belongs. Moved to another seller, account or purpose it does not open. */
export interface SealOwner {
  readonly sellerId: number;
  readonly accountPublicId: string;
  readonly purpose: 'credentials' | 'webhook-secrets' | 'outgoing-webhooks';
}

export interface Vault {
  seal(owner: SealOwner, text: string): string;
  /** Throws SealBroken. */
  open(owner: SealOwner, sealed: string): string;
}

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_PURPOSE = 'shelftalk channel credentials';
const SEALED = /^([a-z0-9]{1,8}):([A-Za-z0-9_-]+)$/;

// One form per owner: joined text would let two owners share one.
const boundTo = (owner: SealOwner) =>
  Buffer.from(JSON.stringify([owner.sellerId, owner.accountPublicId, owner.purpose]));

/**
 * Seals with the first key and opens with any, so that a key can be replaced while its texts are
 * still around: `k1:` and nonce, text and tag in one, as AES-256-GCM.
 */
export function createVault(keys: readonly [VaultKey, ...VaultKey[]]): Vault {
  const derived = new Map(keys.map(({ id, secret }) => [id, deriveKey(secret)]));
  const writing = keys[0].id;

  function keyOf(id: string): Buffer {
    const key = derived.get(id);
    if (!key) {
      throw new SealBroken(
        `Credentials were sealed with the key ${id}, which is not set. Set SECRET_KEY to it again.`,
      );
    }
    return key;
  }

  return {
    seal(owner, text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, keyOf(writing), nonce);
      cipher.setAAD(boundTo(owner));
      const sealed = [nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return `${writing}:${Buffer.concat(sealed).toString('base64url')}`;
    },
    open(owner, sealed) {
      const [, id = '', body = ''] = SEALED.exec(sealed) ?? [];
      const bytes = Buffer.from(body, 'base64url');
      if (bytes.length < NONCE_BYTES + TAG_BYTES) throw broken(owner);
      const key = keyOf(id);
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(boundTo(owner));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch (cause) {
        throw broken(owner, cause);
      }
    },
  };
}

function broken(owner: SealOwner, cause?: unknown): SealBroken {
  return new SealBroken(
    'Stored credentials cannot be opened: SECRET_KEY is not the one they were sealed with. ' +
      'Set it again, or connect the account anew.',
    { facts: { ...owner }, cause },
  );
}

function deriveKey(secret: Secret): Buffer {
  return Buffer.from(hkdfSync('sha256', secret.reveal(), '', KEY_PURPOSE, KEY_BYTES));
}
