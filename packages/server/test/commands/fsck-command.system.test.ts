// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createNoteSigner, formatVerifierKey } from "@chaukas/spec-integrity";
import { expect, it, onTestFinished, vi } from "vitest";
import { useFilledPostgres } from "../postgres/use-filled-postgres.js";
import { runCommand } from "../served/run-command.js";

// Starting a database takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const getFilled = useFilledPostgres();

it("finds nothing in an intact PostgreSQL store and its checkpoints, as a role with read access only", async () => {
  const { server, url, filling } = getFilled();
  await server.query("create role auditor login");
  await server.query(
    "grant usage on schema chaukas to auditor; grant select on all tables in schema chaukas to auditor",
    url,
  );
  expect(await runCommand(["fsck", url.replace("postgres@", "auditor@"), "--key", filling.key])).toEqual({
    code: 0,
    stdout: `${filling.events} events, no findings\n`,
    stderr: "",
  });
});

it("verifies checkpoints in PostgreSQL with the given key", async () => {
  const { url } = getFilled();
  const key = formatVerifierKey(createNoteSigner("localhost/t/acme", new Uint8Array(32).fill(9)));
  const { code, stdout } = await runCommand(["fsck", url, "--key", key, "--json"]);
  const place = { table: "checkpoints", column: "note", tenantId: "acme" };
  expect([code, JSON.parse(stdout)]).toEqual([
    4,
    {
      events: 563,
      findings: 2,
      first: [500, 523].map((size) => ({
        ...place,
        message: expect.stringMatching(new RegExp(`^checkpoint of size ${size}: `)),
      })),
    },
  ]);
});

it("reports a key for a log that does not exist", async () => {
  const { url, filling } = getFilled();
  const key = formatVerifierKey(createNoteSigner("localhost/t/nobody", new Uint8Array(32).fill(9)));
  const missing = "heads: expected the log localhost/t/nobody, for which a key was given, found none";
  expect(await runCommand(["fsck", url, "--key", filling.key, "--key", key])).toEqual({
    code: 4,
    stdout: `${missing}\n${filling.events} events, 1 finding\n`,
    stderr: "",
  });
});

it("reports table, column and event in PostgreSQL, and exits with code 4", async () => {
  const { server, url, filling } = getFilled();
  const copy = url.replace(/[^/]+$/, "altered");
  await server.query(`create database altered template ${url.split("/").at(-1)}`);
  await server.query(
    `drop trigger events_change_by_redaction on chaukas.events;
     update chaukas.events set project_id = 'x' where tenant_id = 'acme' and sequence = 41`,
    copy,
  );
  expect(await runCommand(["fsck", "--store", copy])).toEqual({
    code: 4,
    stdout: [
      "pg_catalog: trigger events_change_by_redaction on events: expected it in the schema, found none",
      'events.project_id, tenant acme, event 41 (e-41): expected "project-2" as in the body, got "x"',
      `${filling.events} events, 2 findings`,
      "",
    ].join("\n"),
    stderr: "",
  });
});

it("explains what to do about a database without a store, and does not change it", async () => {
  const { server } = getFilled();
  const url = await server.createDatabase();
  expect(await runCommand(["fsck", url])).toEqual({
    code: 1,
    stdout: "",
    stderr: expect.stringContaining(
      "schema of the database: expected version 7, got none; migrate it first\n  what to do:",
    ),
  });
  expect(await server.query("select from pg_namespace where nspname = 'chaukas'", url)).toEqual([]);
});

it("finds nothing in a PostgreSQL store after commands have redacted and signed in it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "chaukas-fsck-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [keyFile, events] = [join(folder, "signing.key"), join(folder, "events.jsonl")];
  const store = await getFilled().server.createDatabase();
  const run = async (...args: string[]) => {
    const settings = { CHAUKAS_STORE: store, CHAUKAS_SIGNING_KEY: keyFile, CHAUKAS_REDACTION: "on" };
    const { code, stdout, stderr } = await runCommand(args, settings);
    expect([args[0], code], stderr).toEqual([args[0], 0]);
    return stdout;
  };
  const line =
    '{"event_id":"e1","tenant_id":"acme","session_id":"s1","type":"SYSTEM","timestamp":"2026-01-01T00:00:00Z",' +
    '"tags":["a"],"metadata":{"mail":"e1@example.com","phone":"1234"}}';
  writeFileSync(events, `${line}\n`);
  await run("signing-key", "create", keyFile, "--origin", "audit.example.com");
  await run("import", events);
  for (const method of ["hash", "mask"]) {
    const field = method === "hash" ? "/metadata/mail" : "/metadata/phone";
    await run("redact", "e1", "--tenant", "acme", "--field", field, "--method", method, "--reason", "asked for");
    await run("checkpoint", "--sign", "--tenant", "acme");
  }
  const key = (await run("signing-key", "show", keyFile, "--tenant", "acme")).trim();
  expect(await run("fsck", "--key", key)).toBe("3 events, no findings\n");
});
