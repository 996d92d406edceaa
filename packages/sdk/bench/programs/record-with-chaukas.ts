// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createChaukas, type Operation } from "@chaukas/sdk";
import { recordSessions } from "../lib/record-sessions.ts";

const [baseUrl = ""] = process.argv.slice(2);
const chaukas = createChaukas({ baseUrl, tenantId: "acme" });

await recordSessions<Operation>({
  begin(kind, name, input, parent) {
    const scope = parent?.scope ?? chaukas;
    switch (kind) {
      case "session":
        return scope.open("session", { id: name, metadata: input });
      case "agent":
        return scope.open("agent", { name, metadata: input });
      case "model":
        return scope.open("model", { provider: "openai", model: name, request: input });
      default:
        return scope.open("tool", { name, arguments: input });
    }
  },
  end(operation, kind, output) {
    operation.end(output, kind === "session" || kind === "agent" ? { metadata: output } : {});
  },
  flush: () => chaukas.flush(),
});
