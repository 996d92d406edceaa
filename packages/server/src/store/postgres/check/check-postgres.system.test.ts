// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import pg from "pg";
import { describe, expect, it, vi } from "vitest";
import { makeNewEvent } from "../../../../test/events/make-new-event.js";
import { findIn, useFilledPostgres } from "../../../../test/postgres/use-filled-postgres.js";
import type { StoreFinding } from "../../check/store-finding.js";
import { openPostgresStore } from "../open-postgres-store.js";
import { migratePostgres } from "../schema/migrate.js";
import { checkPostgres } from "./check-postgres.js";

// Databases take long to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

describe("checkPostgres of a store with a log", () => {
  const getFilled = useFilledPostgres();

  it("finds nothing in an intact store, and counts its events", async () => {
    const { url, filling } = getFilled();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const findings: StoreFinding[] = [];
    const totals: number[] = [];
    const options = { verifiers: [], onTotal: (total: number) => totals.push(total), onProgress() {} };
    const events = await checkPostgres(client, (finding) => findings.push(finding), options);
    expect({ findings, events, totals }).toEqual({ findings: [], events: filling.events, totals: [filling.events] });
    await client.end();
  });

  it("finds nothing in a store without events", async () => {
    const url = await getFilled().server.createDatabase();
    await migratePostgres(url);
    expect(await findIn(url, "")).toEqual([]);
  });

  it("reads one state of a store to which events are appended at the same time", async () => {
    const { server, filling } = getFilled();
    const copy = "taking";
    await server.query(`create database ${copy} template ${getFilled().url.split("/").at(-1)}`);
    const url = getFilled().url.replace(/[^/]+$/, copy);
    const store = await openPostgresStore(url);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const findings: StoreFinding[] = [];
    const appends: Promise<unknown>[] = [];
    const events = await checkPostgres(client, (finding) => findings.push(finding), {
      verifiers: [],
      onTotal() {},
      onProgress: (count) =>
        count % 10 === 1 && appends.push(store.append([makeNewEvent(), makeNewEvent({ tenantId: "new" })])),
    });
    await Promise.all(appends);
    expect(appends.length).toBeGreaterThan(50);
    expect({ findings, events }).toEqual({ findings: [], events: filling.events });
    await Promise.all([client.end(), store.close()]);
    expect(await findIn(url, filling.key)).toEqual([]);
  });

  it("needs no more than the privilege to read, and changes nothing", async () => {
    const { server, url, filling } = getFilled();
    await server.query("create role auditor login; create role appender login");
    await migratePostgres(url, { serverRole: "appender" });
    const tables =
      "events, redactions, tiles, checkpoints, heads, tallies, sessions, session_names, properties, schema_version";
    const names = tables.split(", ").map((table) => `chaukas.${table}`);
    await server.query(`grant usage on schema chaukas to auditor; grant select on ${names.join(", ")} to auditor`, url);
    for (const role of ["auditor", "appender"]) {
      expect(await findIn(url.replace("postgres@", `${role}@`), filling.key)).toEqual([]);
    }
  });

  it("fails if a policy hides rows from the role", async () => {
    const { server, filling } = getFilled();
    await server.query(`create database hiding template ${getFilled().url.split("/").at(-1)}`);
    await server.query("create role blind login");
    const url = getFilled().url.replace(/[^/]+$/, "hiding");
    await migratePostgres(url, { serverRole: "blind" });
    await server.query(
      "alter table chaukas.events enable row level security; create policy few on chaukas.events using (sequence < 9)",
      url,
    );
    await expect(findIn(url.replace("postgres@", "blind@"), filling.key)).rejects.toThrow(/row-level security/);
  });

  it("reports a row that cannot be read, and continues", async () => {
    const findings = await getFilled().findInCopyAfter(`
      drop trigger events_change_by_redaction on chaukas.events;
      alter table chaukas.events alter column body drop not null;
      update chaukas.events set body = null where tenant_id = 'acme' and sequence = 40`);
    expect(findings).toContainEqual({
      ...{ table: "events", column: "body", tenantId: "acme", sequence: 40 },
      message: "expected a value, found none",
    });
    expect(findings).toContainEqual(expect.objectContaining({ table: "sessions" }));
  });

  it("rejects a schema of another version, and a missing schema", async () => {
    const { server, findInCopyAfter } = getFilled();
    await expect(findInCopyAfter("update chaukas.schema_version set version = 8")).rejects.toMatchObject({
      code: "unsupported",
      message: "schema of the database: expected version 7 or older, got 8; run a newer server",
    });
    await expect(findInCopyAfter("delete from chaukas.schema_version")).rejects.toMatchObject({ code: "corrupt" });
    expect(await findInCopyAfter("insert into chaukas.schema_version values (5)")).toEqual([
      { table: "schema_version", message: "expected one row, got 2" },
    ]);
    await expect(findIn(await server.createDatabase(), "")).rejects.toMatchObject({
      code: "unsupported",
      message: "schema of the database: expected version 7, got none; migrate it first",
    });
  });
});

describe("checkPostgres of a store without a log", () => {
  const getFilled = useFilledPostgres({ integrity: false });
  const where = "where tenant_id = 'acme' and sequence = 7";

  it("finds nothing in an intact store", async () => {
    const { url } = getFilled();
    expect(await findIn(url, "")).toEqual([]);
  });

  it.each([
    ["project_id", "project_id = 'x'", 'expected "project-1" as in the body, got "x"'],
    ["search_terms", "search_terms = '{}'", "expected the words of the event, found others"],
    ["leaf", "leaf = '', commit = '', hash_prev = '', revision = 1, opening = ''", expect.stringMatching(/no log$/)],
  ])("finds changes in %s", async (column, change, message) => {
    expect(await getFilled().findAfter(`update chaukas.events set ${change} ${where}`)).toContainEqual({
      ...{ table: "events", column, tenantId: "acme", sequence: 7, eventId: "e-7" },
      message,
    });
  });

  it("finds sums that do not match the events, and rows of a log", async () => {
    const findings = await getFilled().findAfter(`
      update chaukas.sessions set first_ns = first_ns - 1
       where session_id = 'session-1' and tenant_id = 'globex' and project_id = 'project-1';
      insert into chaukas.tiles values ('globex', 0, 0, '', '');
      insert into chaukas.checkpoints values ('globex', 1, '', '', 0)`);
    expect(findings.map(({ table, column }) => [table, column])).toEqual([
      ["checkpoints", undefined],
      ["tiles", undefined],
      ["sessions", "first_ns"],
    ]);
  });
});
