// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createServer } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { serveGrpc } from "../grpc.js";
import { handle, run } from "../program.js";

// The minimum that a Node user writes to mount a fetch handler.
const server = createServer(async (incoming, outgoing) => {
  const hasBody = incoming.method !== "GET" && incoming.method !== "HEAD";
  const request = new Request(new URL(incoming.url, `http://${incoming.headers.host}`), {
    method: incoming.method,
    headers: incoming.headers,
    body: hasBody ? Readable.toWeb(incoming) : null,
    duplex: "half",
  });
  const response = await handle(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  await (response.body === null ? outgoing.end() : pipeline(Readable.fromWeb(response.body), outgoing));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const grpc = await serveGrpc();
const steps = await run({ baseUrl: `http://127.0.0.1:${server.address().port}`, grpc });
console.log(JSON.stringify({ version: process.versions.node, steps }));
process.exit();
