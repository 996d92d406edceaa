// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createChaukas } from "@chaukas/sdk";
import { wrapMcp } from "@chaukas/sdk/mcp";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

const chaukas = createChaukas({ mode: "audit", auditTimeoutMs: 200, flushAtExit: false });
const printed: unknown[] = [];

async function connect(wrapsClient: boolean): Promise<unknown> {
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  const server = new McpServer({ name: "weather", version: "1" });
  server.server.oninitialized = () => printed.push("initialized");
  const client = new Client({ name: "agent", version: "1" });
  await (wrapsClient ? server : wrapMcp(chaukas, server)).connect(serverSide);
  return (wrapsClient ? wrapMcp(chaukas, client) : client).connect(clientSide).catch((error: Error) => error.message);
}

// Neither does the client send what cannot be recorded, nor does the server handle it.
printed.push(await connect(true), await connect(false));
await chaukas.close(0);
console.log(JSON.stringify(printed));
