// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { useRef } from "preact/hooks";
import type { Connection } from "../api/connection.js";
import { Heading } from "./heading.js";
import { Problem } from "./problem.js";

interface ConnectFormProps {
  readonly given: Connection;
  /** Why the server refused the given connection. Empty while it has not been tried. */
  readonly problem: string;
  /** What the server asks for that nobody has entered, which is no fault: it may be the first visit. */
  readonly missing: "key" | "tenant" | undefined;
  readonly onConnect: (connection: Connection) => void;
}

/** Asks for what the server needs to let its caller read. */
export function ConnectForm({ given, problem, missing, onConnect }: ConnectFormProps) {
  const keyInput = useRef<HTMLInputElement>(null);
  return (
    <form
      class="connect"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        const data = new FormData(submitted.currentTarget);
        const text = (name: string) => String(data.get(name) ?? "").trim();
        onConnect({ baseUrl: text("baseUrl").replace(/\/+$/, ""), key: text("key"), tenantId: text("tenantId") });
      }}
    >
      <Heading text="Connect to a server" />
      <Problem text={problem} />
      {missing !== undefined && <p role="status">This server asks for a {missing}.</p>}
      <label for="baseUrl">Server</label>
      <input
        id="baseUrl"
        name="baseUrl"
        type="url"
        required
        value={given.baseUrl}
        onInput={() => {
          // A key is for one server. Another one must not get it unless it is entered for that one.
          if (keyInput.current !== null) {
            keyInput.current.value = "";
          }
        }}
      />
      <label for="key">Key with the scope query</label>
      <input ref={keyInput} id="key" name="key" type="password" autocomplete="off" value={given.key} />
      <label for="tenantId">Tenant, if the key does not determine it</label>
      <input id="tenantId" name="tenantId" autocomplete="off" value={given.tenantId} />
      <button type="submit">Connect</button>
      <p class="muted">The key stays in this tab, and is sent to this server only.</p>
    </form>
  );
}
