// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Steps from an empty database to the present schema. A step that was released is never changed: the number of
 * steps is the version of the schema.
 *
 * Everything that belongs to a tenant has the tenant in its keys, without sequences or references across tenants,
 * so that the tables can be distributed by tenant_id (`keys`, `secrets` and `schema_version` are looked up before
 * the tenant is known, and are the same on every node). Text is compared by code points ("C"), as everywhere else.
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
    primary key (tenant_id, sequence),
    unique (tenant_id, event_id)
  );
  create index events_by_time on chaukas.events (tenant_id, seconds, nanos, sequence);
  create index events_by_session on chaukas.events (tenant_id, session_id, seconds, nanos, sequence);
  create index events_by_trace on chaukas.events (tenant_id, trace_id, seconds, nanos, sequence) where trace_id <> '';
  create index events_by_span on chaukas.events (tenant_id, span_id, seconds, nanos, sequence) where span_id <> '';
  create index events_by_agent on chaukas.events (tenant_id, agent_id, seconds, nanos, sequence) where agent_id <> '';
  create index events_by_type on chaukas.events (tenant_id, type, seconds, nanos, sequence);
  create index events_by_project on chaukas.events (tenant_id, project_id, seconds, nanos, sequence);
  create index events_by_tag on chaukas.events using gin (tags);
  create index events_by_word on chaukas.events using gin (words);

  create function chaukas.refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception 'chaukas.events is append-only: % is refused', tg_op using errcode = 'insufficient_privilege';
  end $$;
  create trigger events_are_never_changed before update or delete or truncate on chaukas.events
    for each statement execute function chaukas.refuse_change();
  -- Always, so that it fires in a session that takes the role of a replica, too.
  alter table chaukas.events enable always trigger events_are_never_changed;
  revoke update, delete, truncate on chaukas.events from public;
  do $$ begin
    execute format('revoke update, delete, truncate on chaukas.events from %I', current_user);
  end $$;

  -- Of each tenant, the place of the next event: who holds the lock of the row may append.
  create table chaukas.heads (
    tenant_id     text collate "C" primary key,
    next_sequence bigint not null
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
    -- In nanoseconds since 1970, which take more than 64 bits.
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
  `,
];
