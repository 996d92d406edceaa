// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ChaukasServerService } from "@chaukas/spec-server";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { createBareTable, toBareRow } from "./bare-table.ts";

// A hand-written Connect service: its handlers insert what they decode into a bare table without validation, each
// request in one transaction.
const table = createBareTable(process.argv[2] ?? "");
const handler = connectNodeAdapter({
  routes: (router) =>
    router.service(ChaukasServerService, {
      ingestEvent({ event }) {
        table.insert(event === undefined ? [] : [toBareRow(event)]);
        return { eventId: event?.eventId ?? "", status: "accepted" };
      },
      ingestEventBatch({ eventBatch }) {
        const events = eventBatch?.events ?? [];
        table.insert(events.map(toBareRow));
        return { acceptedCount: events.length };
      },
    }),
});
const server = createServer(handler).listen(0, "127.0.0.1");
await once(server, "listening");
process.send?.((server.address() as AddressInfo).port);
