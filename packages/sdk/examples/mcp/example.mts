// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createChaukas } from "@chaukas/sdk";
import { wrapMcp } from "@chaukas/sdk/mcp";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

const chaukas = createChaukas();
const server = new McpServer({ name: "weather", version: "1" });
server.registerTool("get_weather", { inputSchema: { city: z.string() } }, ({ city }) => ({
  content: [{ type: "text", text: `sunny in ${city}` }],
}));
server.registerTool("get_pressure", {}, () => {
  throw new Error("the station does not answer");
});

const client = wrapMcp(chaukas, new Client({ name: "agent", version: "1" }));
await chaukas.session({ principal: { id: "user-1" } }, (session) =>
  session.agent({ name: "Weather" }, async () => {
    const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
    await server.connect(serverSide);
    await client.connect(clientSide);
    await client.listTools();
    const { content } = await client.callTool({ name: "get_weather", arguments: { city: "Paris" } });
    console.log(JSON.stringify(content));
    // A tool that fails is recorded as such.
    await client.callTool({ name: "get_pressure" });
    await client.close();
  }),
);
await chaukas.close();
