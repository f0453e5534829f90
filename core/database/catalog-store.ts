import type { Queryable } from './queryable.ts';

// A picture of the schema as text, taken from the catalog: what changed in a migration is then
// read in its diff. BullMQ's schema is its own business and left out.

const SECTIONS: ReadonlyArray<[string, string]> = [
  [
    'tables',
    `SELECT format('%s%s%s', c.relname,
       CASE WHEN c.relkind = 'p' THEN ' partitioned by ' || pg_get_partkeydef(c.oid) ELSE '' END,
       CASE WHEN c.relrowsecurity THEN ' row security' ELSE '' END ||
       CASE WHEN c.relforcerowsecurity THEN ' forced' ELSE '' END ||
       coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', '')) AS line
     FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')`,
  ],
  [
    'columns',
    `SELECT format('%s.%s %s%s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
       CASE WHEN a.attnotnull THEN ' not null' ELSE '' END,
       CASE a.attidentity WHEN 'a' THEN ' identity always' WHEN 'd' THEN ' identity' ELSE '' END,
       CASE WHEN d.oid IS NULL THEN '' WHEN a.attgenerated = '' THEN ' default ' ELSE ' generated '
         END || coalesce(pg_get_expr(d.adbin, d.adrelid), '')) AS line,
       c.relname AS first, a.attnum AS second
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')
       AND a.attnum > 0 AND NOT a.attisdropped`,
  ],
  [
    'constraints',
    `SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS line
     FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'`,
  ],
  ['indexes', `SELECT indexdef AS line FROM pg_indexes WHERE schemaname = 'public'`],
  [
    'policies',
    `SELECT format('%s %s %s for %s to %s using (%s) check (%s)', tablename, policyname,
       lower(permissive), lower(cmd), array_to_string(roles, ', '), qual, with_check) AS line
     FROM pg_policies WHERE schemaname = 'public'`,
  ],
  [
    'triggers',
    `SELECT pg_get_triggerdef(t.oid) AS line FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal`,
  ],
  [
    'functions',
    `SELECT format('%s(%s) returns %s%s md5 %s', p.proname, pg_get_function_arguments(p.oid),
       pg_get_function_result(p.oid), CASE WHEN p.prosecdef THEN ' security definer' ELSE '' END,
       md5(p.prosrc)) AS line
     FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace`,
  ],
  [
    'types and sequences',
    `SELECT format('enum %s (%s)', t.typname,
       string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder)) AS line
     FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
     WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.typname
     UNION ALL SELECT format('domain %s %s', typname, format_type(typbasetype, typtypmod))
     FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype = 'd'
     UNION ALL SELECT format('sequence %s', relname)
     FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'`,
  ],
  [
    'rights',
    `SELECT format('%s %s: %s', a.grantee::regrole, a.object,
       string_agg(a.may, ', ' ORDER BY a.may)) AS line
     FROM (
       SELECT c.relname AS object, x.grantee, lower(x.privilege_type) AS may
       FROM pg_class c CROSS JOIN aclexplode(c.relacl) x
       WHERE c.relnamespace = 'public'::regnamespace AND x.grantee <> c.relowner
       UNION ALL
       SELECT format('%s.%s', t.attrelid::regclass, t.attname), x.grantee, lower(x.privilege_type)
       FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid CROSS JOIN aclexplode(t.attacl) x
       WHERE c.relnamespace = 'public'::regnamespace
       UNION ALL
       SELECT p.proname, x.grantee, lower(x.privilege_type)
       FROM pg_proc p CROSS JOIN aclexplode(p.proacl) x
       WHERE p.pronamespace = 'public'::regnamespace AND x.grantee <> p.proowner
     ) a GROUP BY a.grantee, a.object`,
  ],
];

export async function renderSchemaSnapshot(database: Queryable): Promise<string> {
  const blocks: string[] = [];
  for (const [title, sql] of SECTIONS) {
    const found = await database.rows<{ line: string; first?: string; second?: number }>(sql);
    found.sort(
      (a, b) =>
        compare(a.first ?? a.line, b.first ?? b.line) ||
        (a.second ?? 0) - (b.second ?? 0) ||
        compare(a.line, b.line),
    );
    blocks.push([`# ${title}`, ...found.map(({ line }) => line.trimEnd()), ''].join('\n'));
  }
  return blocks.join('\n');
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
