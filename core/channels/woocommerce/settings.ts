import { z } from 'zod';

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The keys go along with every call, so plain http is for this machine only. */
function isSiteAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username } = new URL(text);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK_HOSTS.has(hostname));
  return isSafe && search === '' && hash === '' && username === '';
}

export const woocommerceSettings = z.object({
  /** The address of the WordPress site, with its folder where it lives in one. */
  baseUrl: z
    .string()
    .refine(isSiteAddress, 'Give the address of the site, such as https://shop.example')
    .transform((text) => text.replace(/\/+$/, '')),
  /** The currency that the shop sells in: products are priced without naming it. ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'Give the currency of the shop, such as EUR'),
});

export type WoocommerceSettings = z.output<typeof woocommerceSettings>;
