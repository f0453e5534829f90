/** SQL of files that wait for a yes. */
import type { Queryable } from '../../core/database/queryable.ts';

const KEEP = `
  INSERT INTO import_file (seller_id, name, bytes, at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (seller_id, name) DO UPDATE SET bytes = excluded.bytes, at = excluded.at`;
const READ = 'SELECT bytes FROM import_file WHERE seller_id = $1 AND name = $2';
const FORGET = 'DELETE FROM import_file WHERE seller_id = $1 AND at < $2';

type Named = { readonly sellerId: number; readonly name: string };

/** Those from before `forgetBefore` go: nobody said yes. */
export async function keepImportFile(
  db: Queryable,
  o: Named & { bytes: Uint8Array; at: Date; forgetBefore: Date },
): Promise<void> {
  await db.execute(FORGET, [o.sellerId, o.forgetBefore]);
  await db.execute(KEEP, [o.sellerId, o.name, Buffer.from(o.bytes), o.at]);
}

export async function readImportFile(db: Queryable, o: Named): Promise<Uint8Array | null> {
  const row = await db.maybeRow<{ bytes: Buffer }>(READ, [o.sellerId, o.name]);
  return row ? new Uint8Array(row.bytes) : null;
}
