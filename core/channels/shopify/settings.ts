import { z } from 'zod';
import { idOfGid, isShopId } from './gid.ts';

export const API_VERSION_USUAL = '2026-10';

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** An origin without path: the token goes there, so plain http is for this machine only. */
function isShopAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, search, hash, username } = new URL(text);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK_HOSTS.has(hostname));
  return isSafe && pathname === '/' && search === '' && hash === '' && username === '';
}

export const shopifySettings = z.object({
  /** https://{shop}.myshopify.com */
  baseUrl: z
    .string()
    .refine(isShopAddress, 'Give the address of the shop, such as https://name.myshopify.com')
    .transform((text) => new URL(text).origin),
  apiVersion: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .default(API_VERSION_USUAL),
  /** The one shop location whose "available" figure is ours to set: digits, or its gid. */
  locationId: z
    .string()
    .transform((text) => idOfGid('Location', text) ?? text)
    .refine(isShopId, 'Give the number of the location'),
});

export type ShopifySettings = z.output<typeof shopifySettings>;
