// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { useState } from "preact/hooks";
import type { Connection } from "../api/connection.js";
import { pinKey } from "../api/kept.js";
import { Problem } from "./problem.js";

interface PinFormProps {
  readonly connection: Connection;
  readonly origin: string;
  readonly onPinned: () => void;
}

/** Asks for the verifier key of a log, and keeps it. */
export function PinForm({ connection, origin, onPinned }: PinFormProps) {
  const [problem, setProblem] = useState("");
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        try {
          pinKey(connection, origin, String(new FormData(submitted.currentTarget).get("key")));
        } catch (error) {
          setProblem(`Verifier key: ${(error as Error).message}`);
          return;
        }
        onPinned();
      }}
    >
      <label for="key">Verifier key of {origin}</label>
      <input id="key" name="key" autocomplete="off" spellcheck={false} />
      <p class="muted">
        Enter the key as you got it from the operator of the log by another way than this server. It stays in this
        browser.
      </p>
      <Problem text={problem} />
      <button type="submit">Pin</button>
    </form>
  );
}
