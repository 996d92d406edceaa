// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Version of the schema that the first step creates. Earlier builds made schemas of lower versions. */
export const firstVersion = 2;

/**
 * Steps from an empty database to the current schema. A released step never changes. Each step raises the version of
 * the schema by one. A step after which the words of all events have to be collected again sets the property
 * `indexing_words`; one after which all events have to be added to their sessions again sets `summing_sessions`.
 *
 * All data of a tenant has the tenant in its keys, without sequences or references across tenants, so the tables can be
 * distributed by tenant_id. The exceptions are `keys`, `secrets`, `properties`, `cursors` and `schema_version`,
 * which are read before the tenant is known and are the same on every node. Text is compared by code points ("C"), as everywhere else.
 *
 * A redaction changes one row of `events`, only in columns that may contain the redacted values or a hash of them. It
 * requires a row of `redactions` that names the event that records it, in the session of the redacted event. Both are
 * written in the same transaction.
 */
export const migrations: readonly string[] = [
  `
  create table chaukas.events (
    tenant_id   text collate "C" not null,
    sequence    bigint not null,
    event_id    text collate "C" not null,
    project_id  text collate "C" not null,
    session_id  text collate "C" not null,
    agent_id    text collate "C" not null,
    span_id     text collate "C" not null,
    trace_id    text collate "C" not null,
    type        integer not null,
    status      integer not null,
    severity    integer not null,
    seconds     bigint not null,
    nanos       integer not null,
    received_ms bigint not null,
    tags        text[] collate "C" not null,
    words       text[] collate "C" not null,
    body        bytea not null,
    -- Of the log (chaukas-integrity/1), in a store that keeps one.
    commit       bytea,
    hash_prev    bytea,
    leaf         bytea,
    -- Until the event is redacted, and what takes their place then.
    salt_key     bytea,
    content_hash bytea,
    opening      bytea,
    -- How often the event was redacted.
    revision     integer not null default 0,
    primary key (tenant_id, sequence),
    unique (tenant_id, event_id),
    check (num_nulls(commit, hash_prev, leaf) in (0, 3)),
    check (num_nulls(salt_key, content_hash) = case when commit is null or revision > 0 then 2 else 0 end),
    check ((opening is null) = (revision = 0))
  );
  -- No samples of what a redaction must destroy, nor of hashes, are left in the statistics. Agents, tags and words need
  -- them, for plans of queries. A purge replaces these.
  alter table chaukas.events
    alter column body set statistics 0, alter column commit set statistics 0, alter column hash_prev set statistics 0,
    alter column leaf set statistics 0, alter column salt_key set statistics 0,
    alter column content_hash set statistics 0, alter column opening set statistics 0;
  create index events_by_time on chaukas.events (tenant_id, seconds, nanos, sequence);
  create index events_by_session on chaukas.events (tenant_id, session_id, seconds, nanos, sequence);
  create index events_by_trace on chaukas.events (tenant_id, trace_id, seconds, nanos, sequence) where trace_id <> '';
  create index events_by_span on chaukas.events (tenant_id, span_id, seconds, nanos, sequence) where span_id <> '';
  create index events_by_agent on chaukas.events (tenant_id, agent_id, seconds, nanos, sequence) where agent_id <> '';
  create index events_by_type on chaukas.events (tenant_id, type, seconds, nanos, sequence);
  create index events_by_project on chaukas.events (tenant_id, project_id, seconds, nanos, sequence);
  create index events_by_tag on chaukas.events using gin (tags);
  create index events_by_word on chaukas.events using gin (words);

  -- The records of the log which tell of redactions.
  create table chaukas.redactions (
    tenant_id       text collate "C" not null,
    sequence        bigint not null,
    revision        integer not null,
    record_sequence bigint not null,
    primary key (tenant_id, sequence, revision),
    unique (tenant_id, record_sequence)
  );

  -- The tree of each tenant, in tiles of 256 hashes that are full: those of leaves on level 0, roots of the tiles below
  -- on the others. The hashes of tiles that are not full are those leaves and roots.
  create table chaukas.tiles (
    tenant_id text collate "C" not null,
    level     integer not null,
    index     bigint not null,
    root      bytea not null,
    hashes    bytea not null,
    primary key (tenant_id, level, index)
  );
  -- Hashes cannot be compressed, and parts of them are read.
  alter table chaukas.tiles alter column hashes set storage external, alter column hashes set statistics 0;

  create table chaukas.checkpoints (
    tenant_id text collate "C" not null,
    size      bigint not null,
    root      bytea not null,
    note      text not null,
    signed_ms bigint not null,
    primary key (tenant_id, size)
  );

  create function chaukas.refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception 'chaukas.% is append-only: % is refused', tg_table_name, tg_op
      using errcode = 'insufficient_privilege';
  end $$;

  create function chaukas.refuse_all_but_redaction() returns trigger language plpgsql
    set search_path = pg_catalog as $$
  begin
    if (
      old.tenant_id, old.sequence, old.event_id, old.project_id, old.session_id, old.span_id, old.trace_id,
      old.type, old.status, old.severity, old.seconds, old.nanos, old.received_ms,
      old.commit, old.hash_prev, old.leaf, old.revision + 1
    ) is distinct from (
      new.tenant_id, new.sequence, new.event_id, new.project_id, new.session_id, new.span_id, new.trace_id,
      new.type, new.status, new.severity, new.seconds, new.nanos, new.received_ms,
      new.commit, new.hash_prev, new.leaf, new.revision
    ) or not exists (
      select from chaukas.redactions r
        join chaukas.events e on e.tenant_id = r.tenant_id and e.sequence = r.record_sequence
       where r.tenant_id = old.tenant_id and r.sequence = old.sequence and r.revision = new.revision
         and e.session_id = old.session_id and e.project_id = old.project_id
         and r.xmin = pg_current_xact_id()::xid and e.xmin = pg_current_xact_id()::xid
    ) then
      raise exception 'chaukas.% is append-only: % is refused', tg_table_name, tg_op
        using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$;
  create trigger events_change_by_redaction before update on chaukas.events
    for each row execute function chaukas.refuse_all_but_redaction();
  -- Always, so that it fires in a session that takes the role of a replica, too.
  alter table chaukas.events enable always trigger events_change_by_redaction;
  do $$
  declare
    name text;
  begin
    foreach name in array array['events', 'redactions', 'tiles', 'checkpoints'] loop
      execute format(
        'create trigger %s_are_never_changed before %s delete or truncate on chaukas.%1$s
           for each statement execute function chaukas.refuse_change()',
        name, case name when 'events' then '' else 'update or' end);
      execute format('alter table chaukas.%s enable always trigger %1$s_are_never_changed', name);
      execute format('revoke update, delete, truncate on chaukas.%s from public, %I', name, current_user);
    end loop;
    execute format('grant update (agent_id, tags, words, body, salt_key, content_hash, opening, revision)
      on chaukas.events to %I', current_user);
  end $$;

  -- Of each tenant, the place of the next event, and what the log and its tree go on from: who holds the lock of the
  -- row may append.
  create table chaukas.heads (
    tenant_id     text collate "C" primary key,
    next_sequence bigint not null,
    last_leaf     bytea,
    frontier      bytea,
    check (num_nulls(last_leaf, frontier) in (0, 2))
  ) with (fillfactor = 50);

  -- What the events add up to, so that totals need not read them.
  create table chaukas.tallies (
    tenant_id  text collate "C" not null,
    project_id text collate "C" not null,
    type       integer not null,
    status     integer not null,
    severity   integer not null,
    events     bigint not null,
    primary key (tenant_id, project_id, type, status, severity)
  ) with (fillfactor = 50);
  create table chaukas.sessions (
    tenant_id  text collate "C" not null,
    session_id text collate "C" not null,
    project_id text collate "C" not null,
    events     bigint not null,
    -- In nanoseconds since 1970, which take more than 64 bits. Records of redactions do not extend a session.
    first_time numeric not null,
    last_time  numeric not null,
    primary key (tenant_id, session_id, project_id)
  ) with (fillfactor = 80);

  create table chaukas.keys (
    id          text collate "C" primary key,
    hash        bytea not null unique,
    tenant_id   text collate "C" not null,
    project_ids text[] collate "C" not null,
    scopes      text[] collate "C" not null,
    label       text not null,
    created_ms  bigint not null,
    revoked_ms  bigint
  );

  create table chaukas.secrets (
    name  text collate "C" primary key,
    value bytea not null
  );

  -- What is settled for the life of the store.
  create table chaukas.properties (
    name  text collate "C" primary key,
    value text not null
  );
  `,
  // Another name, so that a running server of version 2 fails instead of storing words that searches do not find.
  `
  alter table chaukas.events rename column words to terms;
  insert into chaukas.properties
    select 'indexing_words', '{"events": 0}' where exists (select from chaukas.events);
  `,
  // The same for version 3, which stored no facets among the terms.
  `
  alter table chaukas.events rename column terms to search_terms;
  insert into chaukas.properties
    select 'indexing_words', '{"events": 0}' where exists (select from chaukas.events)
    on conflict (name) do update set value = excluded.value;
  `,
  `
  -- Positions of programs that follow the logs.
  create table chaukas.cursors (
    name  text collate "C" primary key,
    value text not null
  );
  `,
  // Other names of times, so that a running server of version 5 fails instead of leaving its events out of the sums.
  `
  alter table chaukas.sessions rename column first_time to first_ns;
  alter table chaukas.sessions rename column last_time to last_ns;
  alter table chaukas.sessions
    add column model_starts bigint not null default 0,
    add column model_ends bigint not null default 0,
    add column tool_starts bigint not null default 0,
    add column tool_ends bigint not null default 0,
    add column mcp_starts bigint not null default 0,
    add column mcp_ends bigint not null default 0,
    add column session_ends bigint not null default 0,
    add column errors bigint not null default 0,
    add column handoffs bigint not null default 0,
    add column data_accesses bigint not null default 0,
    add column policy_decisions bigint not null default 0,
    add column input_tokens bigint not null default 0,
    add column output_tokens bigint not null default 0,
    add column total_tokens bigint not null default 0;
  create index sessions_by_time on chaukas.sessions (tenant_id, last_ns, session_id, project_id);
  -- Names of agents (a), currencies (c), outcomes of policies (o) and principals (p) in a session. No samples of them are
  -- left in the statistics, since a redaction may remove them.
  create table chaukas.session_names (
    tenant_id  text collate "C" not null,
    session_id text collate "C" not null,
    project_id text collate "C" not null,
    kind       text collate "C" not null,
    name       text collate "C" not null,
    events     bigint not null,
    cost       numeric not null,
    primary key (tenant_id, session_id, project_id, kind, name)
  ) with (fillfactor = 80);
  -- Roles that may read or write the other sums may do the same here, as far as redactions require it.
  do $$
  declare
    granted record;
  begin
    for granted in
      select r.rolname, bool_or(a.privilege_type = 'UPDATE') as writes
        from pg_class c, aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
       where c.oid = 'chaukas.sessions'::regclass and a.grantee <> c.relowner and a.privilege_type in ('SELECT', 'UPDATE')
       group by r.rolname
    loop
      execute format('grant %s on chaukas.session_names to %I',
        case when granted.writes then 'select, insert, update, delete' else 'select' end, granted.rolname);
    end loop;
  end $$;
  alter table chaukas.session_names alter column name set statistics 0, alter column cost set statistics 0;
  insert into chaukas.properties
    select 'summing_sessions', '{"events": 0}' where exists (select from chaukas.events);
  `,
  // The expression is the class of a session: the span of its duration, whether it has errors, and whether it has ended.
  // Each class is one range of an index, in the order of pages. It is no column, which would rewrite the table.
  `
  create index sessions_by_class on chaukas.sessions (tenant_id, (
      4 * width_bucket(last_ns - first_ns, '{60000000001,600000000001,3600000000001,36000000000001,345600000000001,3456000000000001}'::numeric[])
        + 2 * (errors > 0)::integer + (session_ends > 0)::integer
    ), last_ns, session_id, project_id);
  create index sessions_by_project on chaukas.sessions (tenant_id, project_id, (
      4 * width_bucket(last_ns - first_ns, '{60000000001,600000000001,3600000000001,36000000000001,345600000000001,3456000000000001}'::numeric[])
        + 2 * (errors > 0)::integer + (session_ends > 0)::integer
    ), last_ns, session_id);
  drop index chaukas.sessions_by_time;
  create index session_names_by_name on chaukas.session_names (tenant_id, kind, name, session_id, project_id)
    where kind <> 'c';
  `,
];

/** Version of the current schema. */
export const schemaVersion = firstVersion + migrations.length - 1;
