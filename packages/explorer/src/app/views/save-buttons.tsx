// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { useState } from "preact/hooks";
import { sessionCsv } from "../../outline/session-csv.js";
import { type Connection, readEvidence } from "../api/connection.js";
import { Problem } from "./problem.js";

interface SaveButtonsProps {
  readonly connection: Connection;
  readonly sessionId: string;
  readonly events: readonly Event[];
}

/** Saves a session as files to hand over: evidence that verifies itself, and a table. */
export function SaveButtons({ connection, sessionId, events }: SaveButtonsProps) {
  const [problem, setProblem] = useState("");
  const name = `session-${sessionId.replace(/[^\w.-]/g, "_")}`;
  async function saveEvidence(accept: "application/x-ndjson" | "text/html", file: string): Promise<void> {
    try {
      saveFile(file, accept, await readEvidence(connection, sessionId, accept));
      setProblem("");
    } catch (error) {
      setProblem((error as Error).message);
    }
  }
  return (
    <fieldset class="save">
      <legend>Save for others</legend>
      <button type="button" class="plain" onClick={() => void saveEvidence("text/html", `${name}.html`)}>
        Evidence as a page
      </button>
      <button type="button" class="plain" onClick={() => void saveEvidence("application/x-ndjson", `${name}.jsonl`)}>
        Evidence for chaukas-verify
      </button>
      {/* The mark at the beginning tells spreadsheets the encoding. */}
      <button
        type="button"
        class="plain"
        onClick={() => saveFile(`${name}.csv`, "text/csv", `\ufeff${sessionCsv(events)}`)}
      >
        Table (CSV)
      </button>
      <Problem text={problem} />
    </fieldset>
  );
}

function saveFile(name: string, type: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
