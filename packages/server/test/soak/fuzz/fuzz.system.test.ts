// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { fuzz } from "./fuzz.ts";

const options = { store: "sqlite", seed: 7, report: () => {} } as const;

it("answers every request, stores what an independent reader reads, and reveals nothing that it should not", async ({
  annotate,
}) => {
  const { figures, faults } = await fuzz({ ...options, requests: 900 });
  expect(faults).toEqual([]);
  // Without Python, the figure says why nothing was compared.
  if (typeof figures["events compared"] === "string") {
    await annotate(figures["events compared"]);
  } else {
    expect(figures["events compared"]).toBeGreaterThan(300);
  }
  expect(figures["other stored events"]).toBeGreaterThan(0);
}, 180_000);

it("finds a stored value that was altered (skipped without python3 or PyPI)", async ({ skip }) => {
  const altered: string[] = [];
  const { figures, faults } = await fuzz({
    ...options,
    requests: 120,
    beforeReading(location) {
      const database = new DatabaseSync(location, { timeout: 10_000 });
      const triggers = database
        .prepare("select name from sqlite_master where type = 'trigger' and tbl_name = 'events'")
        .all();
      for (const { name } of triggers) {
        database.exec(`drop trigger ${name}`);
      }
      const rows = database.prepare("select id, event_id, body from events order by id desc").all();
      const found = rows.find(({ body }) => body instanceof Uint8Array && Buffer.from(body).includes("main"));
      const body = Buffer.from(found?.["body"] as Uint8Array);
      body.write("mein", body.indexOf("main"));
      database.prepare("update events set body = ? where id = ?").run(body, found?.["id"] as number);
      database.close();
      altered.push(String(found?.["event_id"]));
    },
  });
  const compared = figures["events compared"];
  skip(typeof compared === "string", String(compared));
  expect(altered).toHaveLength(1);
  expect(faults.filter((fault) => fault.startsWith(`${altered[0]}: stored in binary as `))).toHaveLength(1);
}, 180_000);
