// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import type { ReportFinding } from "../../check/store-finding.js";
import { expectedSchema } from "./expected-schema.js";

/** Compares the schema of a database, with the triggers that keep it append-only, with the expected schema. */
export async function checkSchema(client: ClientBase, report: ReportFinding): Promise<void> {
  const expected = new Map(expectedSchema);
  for (const [name, description] of await describeSchema(client)) {
    if (!expected.has(name)) {
      report({ table: "pg_catalog", message: `${name}: expected none, since this version does not create it` });
    } else if (expected.get(name) !== description) {
      report({ table: "pg_catalog", message: `${name}: expected the definition of this version, found another` });
    }
    expected.delete(name);
  }
  for (const name of expected.keys()) {
    report({ table: "pg_catalog", message: `${name}: expected it in the schema, found none` });
  }
}

// Independent of the version of PostgreSQL: `not null` belongs to the column, although newer versions also create a
// constraint for it.
const descriptions = `
  with tables as (
    select c.oid, c.relname, c.relkind, c.relpersistence, c.relrowsecurity
      from pg_class c where c.relnamespace = 'chaukas'::regnamespace and c.relkind not in ('i', 'I', 't')
  )
  select format('table %s', relname) as name, concat_ws(' ', relkind, relpersistence,
      case when relrowsecurity then 'row level security' end,
      case when exists (select from pg_inherits where oid in (inhparent, inhrelid)) then 'inheritance' end)
    from tables
  union all
  select format('column %s.%s', t.relname, a.attname), concat_ws(' ', format_type(a.atttypid, a.atttypmod),
      (select 'collate ' || l.collname from pg_collation l where l.oid = a.attcollation),
      case when a.attnotnull then 'not null' end, 'default ' || pg_get_expr(d.adbin, d.adrelid),
      nullif(a.attidentity, ''), nullif(a.attgenerated, ''),
      'statistics ' || nullif(coalesce(a.attstattarget, -1), -1)::text)
    from tables t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  union all
  select format('constraint %s on %s', c.conname, t.relname),
      concat_ws(' ', pg_get_constraintdef(c.oid), case when not c.convalidated then 'not valid' end)
    from tables t join pg_constraint c on c.conrelid = t.oid where c.contype <> 'n'
  union all
  select format('index %s', x.relname), concat_ws(' ', pg_get_indexdef(i.indexrelid),
      case when not (i.indisvalid and i.indisready and i.indislive) then 'not valid' end)
    from tables t join pg_index i on i.indrelid = t.oid join pg_class x on x.oid = i.indexrelid
  union all
  select format('trigger %s on %s', g.tgname, t.relname), concat_ws(' ', pg_get_triggerdef(g.oid), g.tgenabled)
    from tables t join pg_trigger g on g.tgrelid = t.oid where not g.tgisinternal
  union all
  select format('rule %s on %s', r.rulename, t.relname), pg_get_ruledef(r.oid)
    from tables t join pg_rewrite r on r.ev_class = t.oid
  union all
  select format('policy %s on %s', p.polname, t.relname), ''
    from tables t join pg_policy p on p.polrelid = t.oid
  union all
  select format('function %s(%s)', p.proname, pg_get_function_identity_arguments(p.oid)), concat_ws(' ', p.prorettype::regtype, l.lanname, p.prokind,
      case when p.prosecdef then 'security definer' end, array_to_string(p.proconfig, ', '), p.prosrc)
    from pg_proc p join pg_language l on l.oid = p.prolang where p.pronamespace = 'chaukas'::regnamespace
  order by 1`;

/** Returns descriptions of all objects in the schema of a store by name. Names in other schemas are qualified. */
async function describeSchema(client: ClientBase): Promise<Map<string, string>> {
  const { rows } = await client.query<[name: string, description: string]>({ text: descriptions, rowMode: "array" });
  return new Map(rows);
}
