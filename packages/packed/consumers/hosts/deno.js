// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { serveGrpc } from "../grpc.js";
import { handle, run } from "../program.js";

const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, handle);
const grpc = await serveGrpc();
const steps = await run({ baseUrl: `http://127.0.0.1:${server.addr.port}`, grpc });
console.log(JSON.stringify({ version: Deno.version.deno, steps }));
Deno.exit();
