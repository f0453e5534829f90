import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

// A schema of two tables with the same roles and the same wall as the real one, so that tests of
// the machinery do not change with the product.

export const TINY_MIGRATIONS: Readonly<Record<string, string>> = {
  '0001_roles.sql': `
    DO $$ BEGIN
      PERFORM pg_advisory_xact_lock(hashtext('shelftalk_roles'));
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'shelftalk_app') THEN
        CREATE ROLE shelftalk_app LOGIN;
      END IF;
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'shelftalk_sweep') THEN
        CREATE ROLE shelftalk_sweep LOGIN;
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$;`,
  '0002_box.sql': `
    CREATE TABLE box (
      seller_id int NOT NULL,
      name text NOT NULL,
      units int NOT NULL DEFAULT 0 CONSTRAINT units_not_negative CHECK (units >= 0),
      PRIMARY KEY (seller_id, name)
    );
    ALTER TABLE box ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own_seller ON box TO shelftalk_app
      USING (seller_id = current_setting('app.seller_id')::int);
    CREATE POLICY any_seller ON box TO shelftalk_sweep USING (true);
    GRANT SELECT, INSERT, UPDATE, DELETE ON box TO shelftalk_app;
    GRANT SELECT ON box TO shelftalk_sweep;`,
};

/** A folder with these files, and the way to remove it. */
export async function writeMigrations(
  files: Readonly<Record<string, string>>,
): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'shelftalk-migrations-'));
  for (const [name, sql] of Object.entries(files)) await writeFile(path.join(folder, name), sql);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
