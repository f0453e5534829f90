import { z } from 'zod';

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The password goes there, so plain http is for this machine only. */
function isApiAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username } = new URL(text);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK_HOSTS.has(hostname));
  return isSafe && search === '' && hash === '' && username === '';
}

export const vendureSettings = z.object({
  /** The Admin API, such as https://shop.example/admin-api */
  baseUrl: z
    .string()
    .refine(isApiAddress, 'Give the address of the Admin API, such as https://name/admin-api')
    .transform((text) => text.replace(/\/+$/, '')),
  /** The one stock location of the shop whose figure is ours to set. */
  stockLocationId: z.string().regex(/^[\w-]{1,64}$/, 'Give the id of the stock location'),
});

export type VendureSettings = z.output<typeof vendureSettings>;
