// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { requestOf } from "./request-of.js";

it("masks the secrets in tools, and says where", () => {
  const request = {
    model: "gpt-5",
    tools: [
      { type: "mcp", server_url: "https://mcp.example.com", authorization: "TOKEN-A", headers: { "x-key": "TOKEN-B" } },
      { type: "function", name: "log_in", parameters: { properties: { password: { type: "string" } } } },
      { type: "provider", args: { "api/key": "kept", apiKey: "TOKEN-C", password: "" } },
    ],
  };
  const before = structuredClone(request);
  const { request: recorded, redaction } = requestOf(request);
  expect(JSON.stringify(recorded)).not.toMatch(/TOKEN/);
  expect(recorded).toMatchObject({ model: "gpt-5", tools: [{ authorization: "[redacted]" }, request.tools[1], {}] });
  expect(redaction).toEqual({
    fields: [
      "/llm_invocation/request/tools/0/authorization",
      "/llm_invocation/request/tools/0/headers",
      "/llm_invocation/request/tools/2/args/apiKey",
    ],
    method: "mask",
  });
  // The framework goes on using it.
  expect(request).toEqual(before);
});

it("leaves requests without secrets as they are", () => {
  const request = { messages: [{ role: "user", content: "my password" }], tools: [{ name: "f" }] };
  expect(requestOf(request)).toEqual({ request });
  expect(requestOf({ prompt: "hi" })).toEqual({ request: { prompt: "hi" } });
});
