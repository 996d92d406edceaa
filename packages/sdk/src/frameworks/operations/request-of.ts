// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { isJson, type Json } from "../../model/json.js";
import type { ModelInit } from "../../scope/operations.js";

/** Members of tools with which a provider calls them, such as the token for an MCP server. */
const secretName =
  /^(?:authorization|headers|(?:x[-_]?)?api[-_]?key|access[-_]?token|(?:client[-_]?)?secret|password)$/i;
const maxDepth = 4;

/**
 * Returns the request of a call to a model as an event has it: without the secrets in its tools, which are masked. The event
 * says in `redaction` where.
 */
export function requestOf(request: Json): ModelInit {
  const { tools } = request;
  if (tools === undefined) {
    return { request };
  }
  const fields: string[] = [];
  const masked = { ...request, tools: withoutSecrets(tools, "/llm_invocation/request/tools", fields) };
  return fields.length === 0 ? { request } : { request: masked, redaction: { fields, method: "mask" } };
}

function withoutSecrets(value: unknown, path: string, fields: string[], depth = 0): unknown {
  if (depth > maxDepth) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => withoutSecrets(item, `${path}/${index}`, fields, depth + 1));
  }
  if (!isJson(value) || Object.getPrototypeOf(value) !== Object.prototype) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const place = `${path}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      // Schemas of parameters describe secrets, but do not contain them.
      if (name === "parameters" || name === "inputSchema" || name === "input_schema") {
        return [name, member];
      }
      if (!secretName.test(name) || member === undefined || member === null || member === "") {
        return [name, withoutSecrets(member, place, fields, depth + 1)];
      }
      fields.push(place);
      return [name, "[redacted]"];
    }),
  );
}
