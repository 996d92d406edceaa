// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createChaukasClient } from "@chaukas/spec-client";
import { Code, ConnectError } from "@connectrpc/connect";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

let server: Server;
let baseUrl: string;
let paths: string[];
beforeEach(async () => {
  paths = [];
  server = createServer((request, response) => {
    paths.push(request.url ?? "");
    response.writeHead(308, { location: "https://elsewhere.example/" }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  vi.unstubAllGlobals();
  server.close();
});

describe("a server that redirects", () => {
  it("fails the call with the location, without following it and without a retry", async () => {
    const client = createChaukasClient({ baseUrl, apiKey: "key" });
    const error = await client.healthz({}).catch(ConnectError.from);
    expect(error).toMatchObject({
      code: Code.Unknown,
      rawMessage: "expected a response, got a redirect to https://elsewhere.example/; check baseUrl",
    });
    expect(paths).toEqual(["/chaukas.spec.client.v1.ChaukasClientService/Healthz"]);
  });

  it("fails the call in a browser, which hides the location", async () => {
    vi.stubGlobal("fetch", async () => Object.defineProperty(Response.error(), "type", { value: "opaqueredirect" }));
    const error = await createChaukasClient({ baseUrl }).healthz({}).catch(ConnectError.from);
    expect(error).toMatchObject({
      code: Code.Unknown,
      rawMessage: "expected a response, got a redirect to another address; check baseUrl",
    });
  });
});
