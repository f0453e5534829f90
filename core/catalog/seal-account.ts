import { Secret } from '../base/secret.ts';
import type { SealOwner, Vault } from './vault.ts';

type AccountOwner = Omit<SealOwner, 'purpose'>;

export function sealCredentials(
  vault: Vault,
  owner: AccountOwner,
  credentials: Readonly<Record<string, Secret>>,
): string {
  const revealed = Object.entries(credentials).map(([name, secret]) => [name, secret.reveal()]);
  return vault.seal({ ...owner, purpose: 'credentials' }, JSON.stringify(revealed));
}

/** Throws SealBroken. */
export function openCredentials(
  vault: Vault,
  owner: AccountOwner,
  sealed: string,
): Record<string, Secret> {
  const text = vault.open({ ...owner, purpose: 'credentials' }, sealed);
  const pairs = JSON.parse(text) as [string, string][];
  return Object.fromEntries(pairs.map(([name, value]) => [name, new Secret(value)]));
}

export function sealSecrets(vault: Vault, owner: AccountOwner, secrets: readonly Secret[]): string {
  const revealed = secrets.map((secret) => secret.reveal());
  return vault.seal({ ...owner, purpose: 'webhook-secrets' }, JSON.stringify(revealed));
}

/** Throws SealBroken. */
export function openSecrets(vault: Vault, owner: AccountOwner, sealed: string): Secret[] {
  const text = vault.open({ ...owner, purpose: 'webhook-secrets' }, sealed);
  return (JSON.parse(text) as string[]).map((value) => new Secret(value));
}
