// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** The `application_id` that marks a database of this server: "Chks" in ASCII. */
export const applicationId = 0x43686b73;

/** Version of the schema before the first release. No step leads from it to the current one. */
export const unreleasedVersion = 1;

/**
 * Steps from one version of the schema to the next, beginning with an empty file. A released step never changes. A step
 * after which the words of all events have to be collected again sets `indexing_words` in `meta`; one after which all
 * events have to be added to their sessions again sets `summing_sessions`.
 *
 * Tenants have numbers, which keep the indexes small. The id of an event is its tenant number times 2^32 plus its
 * sequence. Every index therefore ends with the sequence, and a tenant's log is a contiguous range of the table. The
 * body is the last column, so that reading the other columns does not touch its pages.
 *
 * `event_words` stores each word prefixed with the tenant number, so that a search never reads the entries of other
 * tenants. It stores no text: to remove an event's words permanently, pass them to its 'delete' command.
 *
 * `tallies`, `sessions` and `session_names` are sums over `events`, written in the same transaction. A name is that of an
 * agent ("a"), a currency ("c"), an outcome of policies ("o") or a principal ("p"). Costs are decimals, as text, since
 * they are added exactly. The class of a session has the span of its duration, whether it has errors and whether it has
 * ended: all sessions of a class are in one range of an index, in the order of pages, so that a query merges the ranges
 * of the classes that its filter allows. Nothing but queries depends on it.
 *
 * In a store with a log, the columns `leaf`, `commitment`, `content_hash` and `salt_key` bind an event. The columns
 * `frontier` and `last_leaf` of a head are the state from which the log continues. `tiles` stores the hashes of every
 * 256 adjacent nodes of the tree: leaves on level 0, and on each higher level the roots of the full tiles of the level
 * below. `middle` stores one hash for every 16 of them, so that a proof need not hash a whole tile. A redaction
 * replaces the body of an event, its `agent_id` and its tags, and its `salt_key` and `content_hash` with `opening`. It
 * is possible only while the last event of the tenant is the record of the redaction.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE keys (
    id TEXT PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    tenant_id TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    revoked_ms INTEGER,
    details TEXT NOT NULL
  ) STRICT;

  CREATE TABLE heads (
    tenant_no INTEGER PRIMARY KEY,
    tenant_id TEXT NOT NULL UNIQUE,
    next_sequence INTEGER NOT NULL,
    last_leaf BLOB,
    frontier BLOB
  ) STRICT;

  CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    tenant_no INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    nanos INTEGER NOT NULL,
    type INTEGER NOT NULL,
    status INTEGER NOT NULL,
    severity INTEGER NOT NULL,
    received_ms INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    agent_id TEXT NOT NULL,
    span_id TEXT NOT NULL,
    trace_id TEXT NOT NULL,
    leaf BLOB,
    commitment BLOB,
    content_hash BLOB,
    salt_key BLOB,
    revision INTEGER NOT NULL,
    opening BLOB,
    body BLOB NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX events_by_event_id ON events (tenant_no, event_id);
  CREATE INDEX events_by_time ON events (tenant_no, seconds, nanos);
  CREATE INDEX events_by_project ON events (tenant_no, project_id, seconds, nanos);
  CREATE INDEX events_by_session ON events (tenant_no, session_id, seconds, nanos);
  CREATE INDEX events_by_type ON events (tenant_no, type, seconds, nanos);
  CREATE INDEX events_by_agent ON events (tenant_no, agent_id, seconds, nanos) WHERE agent_id <> '';
  CREATE INDEX events_by_span ON events (tenant_no, span_id, seconds, nanos) WHERE span_id <> '';
  CREATE INDEX events_by_trace ON events (tenant_no, trace_id, seconds, nanos) WHERE trace_id <> '';

  CREATE TABLE event_tags (
    tenant_no INTEGER NOT NULL,
    tag TEXT NOT NULL,
    seconds INTEGER NOT NULL,
    nanos INTEGER NOT NULL,
    id INTEGER NOT NULL,
    PRIMARY KEY (tenant_no, tag, seconds, nanos, id)
  ) STRICT, WITHOUT ROWID;

  CREATE VIRTUAL TABLE event_words USING fts5(words, content='', detail=none, columnsize=0, tokenize=ascii);
  INSERT INTO event_words (event_words, rank) VALUES ('secure-delete', 1);

  CREATE TABLE tallies (
    tenant_no INTEGER NOT NULL,
    project_id TEXT NOT NULL,
    type INTEGER NOT NULL,
    status INTEGER NOT NULL,
    severity INTEGER NOT NULL,
    events INTEGER NOT NULL,
    PRIMARY KEY (tenant_no, project_id, type, status, severity)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE sessions (
    tenant_no INTEGER NOT NULL,
    session_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    events INTEGER NOT NULL,
    first_seconds INTEGER NOT NULL,
    first_nanos INTEGER NOT NULL,
    last_seconds INTEGER NOT NULL,
    last_nanos INTEGER NOT NULL,
    PRIMARY KEY (tenant_no, session_id, project_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE tiles (
    tenant_no INTEGER NOT NULL,
    level INTEGER NOT NULL,
    tile INTEGER NOT NULL,
    root BLOB NOT NULL,
    middle BLOB NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (tenant_no, level, tile)
  ) STRICT;

  CREATE TABLE checkpoints (
    tenant_no INTEGER NOT NULL,
    size INTEGER NOT NULL,
    root BLOB NOT NULL,
    note TEXT NOT NULL,
    signed_ms INTEGER NOT NULL,
    PRIMARY KEY (tenant_no, size)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE redactions (
    id INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    record_id INTEGER NOT NULL UNIQUE,
    PRIMARY KEY (id, revision)
  ) STRICT, WITHOUT ROWID;

  CREATE TRIGGER events_no_update BEFORE UPDATE ON events
    WHEN NOT (
      (NEW.id, NEW.tenant_no, NEW.seconds, NEW.nanos, NEW.type, NEW.status, NEW.severity, NEW.received_ms, NEW.event_id,
        NEW.project_id, NEW.session_id, NEW.span_id, NEW.trace_id, NEW.leaf, NEW.commitment)
      IS (OLD.id, OLD.tenant_no, OLD.seconds, OLD.nanos, OLD.type, OLD.status, OLD.severity, OLD.received_ms, OLD.event_id,
        OLD.project_id, OLD.session_id, OLD.span_id, OLD.trace_id, OLD.leaf, OLD.commitment)
      AND NEW.content_hash IS NULL AND NEW.salt_key IS NULL AND NEW.opening IS NOT NULL
      AND NEW.revision = OLD.revision + 1
      AND EXISTS (
        SELECT 1 FROM redactions r WHERE r.id = OLD.id AND r.revision = NEW.revision
          AND r.record_id = (SELECT max(e.id) FROM events e WHERE e.id < (OLD.tenant_no + 1) * 4294967296)
      )
    )
    BEGIN SELECT RAISE(ABORT, 'events are append-only: they cannot be updated'); END;
  CREATE TRIGGER events_no_delete BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'events are append-only: they cannot be deleted'); END;
  CREATE TRIGGER events_no_replace BEFORE INSERT ON events
    WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
      OR EXISTS (SELECT 1 FROM events WHERE tenant_no = NEW.tenant_no AND event_id = NEW.event_id)
    BEGIN SELECT RAISE(IGNORE); END;
  CREATE TRIGGER event_tags_no_update BEFORE UPDATE ON event_tags
    BEGIN SELECT RAISE(ABORT, 'tags of events are append-only: they cannot be updated'); END;
  CREATE TRIGGER event_tags_no_delete BEFORE DELETE ON event_tags
    WHEN NOT EXISTS (
      SELECT 1 FROM redactions r JOIN events o ON o.id = r.id WHERE r.id = OLD.id AND r.revision = o.revision + 1
        AND r.record_id = (SELECT max(e.id) FROM events e WHERE e.id < (OLD.tenant_no + 1) * 4294967296)
    )
    BEGIN SELECT RAISE(ABORT, 'tags of events are append-only: they cannot be deleted'); END;
  CREATE TRIGGER tiles_no_update BEFORE UPDATE ON tiles
    BEGIN SELECT RAISE(ABORT, 'tiles of the tree are append-only: they cannot be updated'); END;
  CREATE TRIGGER tiles_no_delete BEFORE DELETE ON tiles
    BEGIN SELECT RAISE(ABORT, 'tiles of the tree are append-only: they cannot be deleted'); END;
  CREATE TRIGGER tiles_no_replace BEFORE INSERT ON tiles
    WHEN EXISTS (SELECT 1 FROM tiles WHERE tenant_no = NEW.tenant_no AND level = NEW.level AND tile = NEW.tile)
    BEGIN SELECT RAISE(ABORT, 'tiles of the tree are append-only: they cannot be replaced'); END;
  CREATE TRIGGER checkpoints_no_update BEFORE UPDATE ON checkpoints
    BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only: they cannot be updated'); END;
  CREATE TRIGGER checkpoints_no_delete BEFORE DELETE ON checkpoints
    BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only: they cannot be deleted'); END;
  CREATE TRIGGER checkpoints_no_replace BEFORE INSERT ON checkpoints
    WHEN EXISTS (SELECT 1 FROM checkpoints WHERE tenant_no = NEW.tenant_no AND size = NEW.size)
    BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only: they cannot be replaced'); END;
  CREATE TRIGGER redactions_no_update BEFORE UPDATE ON redactions
    BEGIN SELECT RAISE(ABORT, 'records of redactions are append-only: they cannot be updated'); END;
  CREATE TRIGGER redactions_no_delete BEFORE DELETE ON redactions
    BEGIN SELECT RAISE(ABORT, 'records of redactions are append-only: they cannot be deleted'); END;
  CREATE TRIGGER redactions_no_replace BEFORE INSERT ON redactions
    WHEN EXISTS (SELECT 1 FROM redactions WHERE (id = NEW.id AND revision = NEW.revision) OR record_id = NEW.record_id)
    BEGIN SELECT RAISE(ABORT, 'records of redactions are append-only: they cannot be replaced'); END;
  `,
  `
  INSERT INTO event_words (event_words) VALUES ('delete-all');
  INSERT INTO meta
    SELECT 'indexing_words', CAST('{"events":0,"next":0}' AS BLOB) WHERE EXISTS (SELECT 1 FROM events);
  `,
  // Again, with facets among the words.
  `
  INSERT INTO event_words (event_words) VALUES ('delete-all');
  INSERT OR REPLACE INTO meta
    SELECT 'indexing_words', CAST('{"events":0,"next":0}' AS BLOB) WHERE EXISTS (SELECT 1 FROM events);
  `,
  "CREATE TABLE cursors (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;",
  `
  ALTER TABLE sessions ADD COLUMN model_starts INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE sessions ADD COLUMN model_ends INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE sessions ADD COLUMN tool_starts INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE sessions ADD COLUMN tool_ends INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE sessions ADD COLUMN mcp_starts INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE sessions ADD COLUMN mcp_ends INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE sessions ADD COLUMN session_ends INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE sessions ADD COLUMN errors INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE sessions ADD COLUMN handoffs INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE sessions ADD COLUMN data_accesses INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE sessions ADD COLUMN policy_decisions INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE sessions ADD COLUMN input_tokens INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE sessions ADD COLUMN output_tokens INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE sessions ADD COLUMN total_tokens INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX sessions_by_time ON sessions (tenant_no, last_seconds, last_nanos, session_id, project_id);
  CREATE TABLE session_names (
    tenant_no INTEGER NOT NULL,
    session_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    events INTEGER NOT NULL,
    cost TEXT NOT NULL,
    PRIMARY KEY (tenant_no, session_id, project_id, kind, name)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO meta
    SELECT 'summing_sessions', CAST('{"events":0,"next":0}' AS BLOB) WHERE EXISTS (SELECT 1 FROM events);
  `,
  `
  ALTER TABLE sessions ADD COLUMN class INTEGER GENERATED ALWAYS AS (
    CASE
      WHEN last_seconds - first_seconds + (last_nanos > first_nanos) <= 60 THEN 0
      WHEN last_seconds - first_seconds + (last_nanos > first_nanos) <= 600 THEN 4
      WHEN last_seconds - first_seconds + (last_nanos > first_nanos) <= 3600 THEN 8
      WHEN last_seconds - first_seconds + (last_nanos > first_nanos) <= 36000 THEN 12
      WHEN last_seconds - first_seconds + (last_nanos > first_nanos) <= 345600 THEN 16
      WHEN last_seconds - first_seconds + (last_nanos > first_nanos) <= 3456000 THEN 20
      ELSE 24
    END + 2 * (errors > 0) + (session_ends > 0)
  ) VIRTUAL;
  DROP INDEX sessions_by_time;
  CREATE INDEX sessions_by_class ON sessions (tenant_no, class, last_seconds, last_nanos, session_id, project_id);
  CREATE INDEX sessions_by_project
    ON sessions (tenant_no, project_id, class, last_seconds, last_nanos, session_id);
  CREATE INDEX session_names_by_name ON session_names (tenant_no, kind, name, session_id, project_id) WHERE kind <> 'c';
  `,
];

/** Version of the schema after all steps. */
export const schemaVersion = unreleasedVersion + migrations.length;
