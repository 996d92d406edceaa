// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createChaukas } from "@chaukas/sdk";
import { wrapMcp } from "@chaukas/sdk/mcp";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { CreateMessageRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";

const chaukas = createChaukas();
const printed: Record<string, unknown> = {};

function createWeatherServer(): McpServer {
  const server = new McpServer({ name: "weather", version: "1" });
  server.registerTool(
    "get_weather",
    { description: "Returns the weather.", inputSchema: { city: z.string() } },
    async ({ city }) => {
      // Belongs to the request that is being answered.
      await chaukas.policy({ policyId: "cities", outcome: "allow" });
      return { content: [{ type: "text", text: `sunny in ${city}` }] };
    },
  );
  server.registerTool("fail", { description: "Fails." }, () => {
    throw new Error("the station does not answer");
  });
  server.registerTool("wait", { description: "Waits." }, async ({ signal }) => {
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    return { content: [] };
  });
  server.registerTool("ask", { description: "Asks the model of the client." }, async () => {
    const { content } = await server.server.createMessage({
      messages: [{ role: "user", content: { type: "text", text: "Hello" } }],
      maxTokens: 10,
    });
    return { content: [content as { type: "text"; text: string }] };
  });
  server.registerResource("greeting", "memo://greeting", {}, () => ({
    contents: [{ uri: "memo://greeting", text: "Hello" }],
  }));
  server.registerPrompt("greet", { argsSchema: { name: z.string() } }, ({ name }) => ({
    messages: [{ role: "user", content: { type: "text", text: `Greet ${name}` } }],
  }));
  return server;
}

function createClient(): Client {
  const client = new Client({ name: "agent", version: "1" }, { capabilities: { sampling: {} } });
  client.setRequestHandler(CreateMessageRequestSchema, () => ({
    role: "assistant",
    model: "gpt-5-mini",
    content: { type: "text", text: "Hi." },
  }));
  return client;
}

// The client records.
await chaukas.session({ id: "client" }, async (session) => {
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  const server = createWeatherServer();
  await server.connect(serverSide);
  const client = wrapMcp(chaukas, createClient());
  printed["isSame"] = wrapMcp(chaukas, client) === client;
  await client.connect(clientSide);
  await session.agent({ name: "Weather" }, async () => {
    printed["tools"] = (await client.listTools()).tools.map(({ name }) => name);
    const { content } = await client.callTool({ name: "get_weather", arguments: { city: "Paris" } });
    printed["content"] = content;
    printed["isError"] = (await client.callTool({ name: "fail" })).isError;
    printed["resource"] = (await client.readResource({ uri: "memo://greeting" })).contents;
    printed["prompt"] = (await client.getPrompt({ name: "greet", arguments: { name: "Ada" } })).messages.length;
    printed["refused"] = await client
      .readResource({ uri: "memo://none" })
      .catch((error: { code: number }) => error.code);
    printed["asked"] = (await client.callTool({ name: "ask" })).content;
    printed["cancelled"] = await client
      .callTool({ name: "wait" }, undefined, { timeout: 100 })
      .catch((error: { code: number }) => error.code);
    const waiting = client.callTool({ name: "wait" }).catch((error: { code: number }) => error.code);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await client.close();
    printed["closed"] = await waiting;
  });
});

// The server records, over HTTP with a session.
await chaukas.session({ id: "server" }, async () => {
  const server = wrapMcp(chaukas, createWeatherServer());
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: () => "http-1" });
  await server.connect(transport as Transport);
  const http = createServer((request, response) => transport.handleRequest(request, response));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const url = new URL(`http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp`);
  const client = createClient();
  await client.connect(new StreamableHTTPClientTransport(url) as Transport);
  printed["http"] = (await client.callTool({ name: "get_weather", arguments: { city: "Rome" } })).content;
  printed["invalid"] = (await client.callTool({ name: "get_weather", arguments: {} })).isError;
  await client.close();
  await server.close();
  http.closeAllConnections();
  http.close();
});

await chaukas.close();
console.log(JSON.stringify(printed));
