// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { chmodSync, closeSync, existsSync, openSync, statSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { makeStorePath } from "../events/make-store-path.js";
import { readEventIds } from "../events/read-event-ids.js";
import { sendEvent } from "../served/send-event.js";
import { startTestServer } from "../served/start-test-server.js";

// The superuser can write to every file, so the server drops that privilege.
const isSuperuser = process.getuid?.() === 0;
const asOrdinaryUser = isSuperuser ? 'set -- setpriv --reuid=65534 --regid=65534 --clear-groups "$@"' : ":";
const canBeOrdinaryUser = !isSuperuser || existsSync("/usr/bin/setpriv");

describe("a server", () => {
  it("answers unavailable while another program locks its database file, and continues afterwards", async () => {
    const store = makeStorePath();
    const server = await startTestServer({ store });
    expect((await sendEvent(server.url, "event-1")).status).toBe(202);
    const other = new DatabaseSync(store);
    other.exec("begin immediate");
    const [event, health] = await Promise.all([sendEvent(server.url, "event-2"), fetch(`${server.url}/healthz`)]);
    expect([event.status, health.status]).toEqual([503, 503]);
    expect(await readEventIds(server.url)).toEqual(["event-1"]);
    other.exec("rollback");
    other.close();
    expect((await sendEvent(server.url, "event-3")).status).toBe(202);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect(await readEventIds(server.url)).toEqual(["event-1", "event-3"]);
  }, 180_000);

  it("keeps its files to itself under the permission model of Node", async () => {
    const store = makeStorePath();
    const flags = [
      "--permission",
      "--allow-fs-read=*",
      "--allow-fs-write=*",
      "--allow-worker",
      "--allow-child-process",
    ];
    const net = process.allowedNodeEnvironmentFlags.has("--allow-net") ? ["--allow-net"] : [];
    const prelude = `umask 0; export NODE_OPTIONS="${[...flags, ...net].join(" ")}"`;
    const server = await startTestServer({ store, prelude });
    expect((await sendEvent(server.url, "event-1")).status).toBe(202);
    expect(await readEventIds(server.url)).toEqual(["event-1"]);
    expect([store, `${store}-wal`].map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600]);
  });

  it.skipIf(!canBeOrdinaryUser)(
    "refuses to start on a read-only file, and names it",
    async () => {
      const store = makeStorePath();
      const server = await startTestServer({ store });
      expect((await sendEvent(server.url, "event-1")).status).toBe(202);
      await server.stop();
      chmodSync(store, 0o444);
      chmodSync(dirname(store), 0o555);
      const refused = await startTestServer({ store, prelude: asOrdinaryUser }).catch(({ message }: Error) => message);
      expect(refused).toMatch(
        /^server: expected to listen, but it exited with 1:\nerror: .*(read-?only|cannot be opened|denied)/,
      );
      expect(refused).toContain(store);
      chmodSync(dirname(store), 0o755);
      chmodSync(store, 0o644);
      expect(await readEventIds((await startTestServer({ store })).url)).toEqual(["event-1"]);
    },
    180_000,
  );

  it.each([
    [
      "is not a database",
      (path: string) => writeFileSync(path, "no database, but long enough to look like one".repeat(100)),
    ],
    ["was truncated", (path: string) => truncateSync(path, Math.floor(statSync(path).size / 2))],
    ["was overwritten in the middle", overwrite],
  ])(
    "refuses to start on a file that %s, and names it",
    async (_, damage) => {
      const store = makeStorePath();
      const server = await startTestServer({ store });
      for (let index = 0; index < 20; index++) {
        await sendEvent(server.url, `event-${index}`, "x".repeat(200));
      }
      await server.stop();
      damage(store);
      // Damage shows on startup or at the latest when the data is read, and never as different events.
      const outcome = await startTestServer({ store }).then(
        async ({ url }) => {
          const body = JSON.stringify({ page_size: 1000 });
          const headers = { "content-type": "application/json" };
          const { status } = await fetch(`${url}/v1/query`, { method: "POST", headers, body });
          return status === 500 || status === 503 ? "refused" : `status ${status}`;
        },
        ({ message }: Error) => (message.includes(store) ? "refused" : message),
      );
      expect(outcome).toBe("refused");
    },
    180_000,
  );
});

function overwrite(path: string): void {
  const file = openSync(path, "r+");
  const { size } = statSync(path);
  for (let page = 4096; page < size; page += 4096) {
    writeSync(file, Buffer.alloc(2048, 0xa5), 0, 2048, page);
  }
  closeSync(file);
}
