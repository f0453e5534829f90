import type { z } from 'zod';

type SchemasOf<Kinds extends readonly { readonly schema: z.ZodType }[]> = {
  -readonly [Index in keyof Kinds]: Kinds[Index]['schema'];
};

/** The schemas of a registry's kinds, in its order, each with its own type. */
export function schemasOf<const Kinds extends readonly { readonly schema: z.ZodType }[]>(
  kinds: Kinds,
): SchemasOf<Kinds> {
  return kinds.map(({ schema }) => schema) as unknown as SchemasOf<Kinds>;
}
