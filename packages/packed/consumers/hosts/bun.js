// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { serveGrpc } from "../grpc.js";
import { handle, run } from "../program.js";

const server = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: handle });
const grpc = await serveGrpc();
const steps = await run({ baseUrl: `http://127.0.0.1:${server.port}`, grpc });
console.log(JSON.stringify({ version: Bun.version, steps }));
process.exit();
