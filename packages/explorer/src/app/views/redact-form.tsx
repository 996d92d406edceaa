// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { eventToJson } from "@chaukas/spec-common/json";
import {
  leafPathToPointer,
  listLeaves,
  type RedactionMethod,
  redactableMembers,
  redactEvent,
} from "@chaukas/spec-integrity";
import { useMemo, useState } from "preact/hooks";
import { count, cutText } from "../../outline/item-text.js";
import { type Connection, send } from "../api/connection.js";
import { Problem } from "./problem.js";

interface RedactFormProps {
  readonly connection: Connection;
  readonly event: Event;
  readonly onRedacted: () => void;
}

/** What each method leaves in place of a value. */
const methods = {
  mask: "[redacted]",
  hash: "a salted hash, equal for equal values",
  drop: "nothing",
} as const;

/** Stands for the opening of the event, which only the server has. A preview shows the event alone. */
const opening = { key: "00".repeat(32) };

/** Erases values of an event for good: which ones, how, and why, with a preview. The key needs the scope `redact`. */
export function RedactForm({ connection, event, onRedacted }: RedactFormProps) {
  const places = useMemo(() => listPlaces(event), [event]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [method, setMethod] = useState<keyof typeof methods>("mask");
  const [problem, setProblem] = useState("");
  async function redact(form: HTMLFormElement): Promise<void> {
    const data = new FormData(form);
    const json = {
      tenant_id: event.tenantId,
      event_id: event.eventId,
      fields: [...chosen],
      method,
      reason: String(data.get("reason")).trim(),
      requested_by: String(data.get("requested-by")).trim(),
    };
    try {
      await send(connection, "/v1/audit/redactions", { json });
    } catch (error) {
      setProblem((error as Error).message);
      return;
    }
    onRedacted();
  }
  if (places.length === 0) {
    return <p class="muted">This event has no value that can be erased.</p>;
  }
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void redact(submitted.currentTarget);
      }}
    >
      <fieldset>
        <legend>Values to erase</legend>
        {places.map(({ pointer, value }) => (
          <label key={pointer} class="choice">
            <input
              type="checkbox"
              checked={chosen.has(pointer)}
              onChange={() => {
                const next = new Set(chosen);
                if (!next.delete(pointer)) {
                  next.add(pointer);
                }
                setChosen(next);
              }}
            />{" "}
            <code>{pointer}</code> <span class="muted">{cutText(value)}</span>
          </label>
        ))}
      </fieldset>
      <label for="method">Leave in their place</label>
      <select
        id="method"
        value={method}
        onChange={({ currentTarget }) => setMethod(currentTarget.value as typeof method)}
      >
        {Object.entries(methods).map(([name, leaves]) => (
          <option key={name} value={name}>
            {name}: {leaves}
          </option>
        ))}
      </select>
      <label for="reason">Reason, which the log keeps</label>
      <input id="reason" name="reason" required maxLength={1024} />
      <label for="requested-by">Requested by</label>
      <input id="requested-by" name="requested-by" maxLength={256} />
      {chosen.size > 0 && (
        <details>
          <summary>The event afterwards</summary>
          <pre>{preview(event, [...chosen], method)}</pre>
        </details>
      )}
      <p class="muted">
        This cannot be undone. The log records who erased what, when and why, and the event still verifies.
      </p>
      <Problem text={problem} />
      <button type="submit" disabled={chosen.size === 0}>
        Erase {count(chosen.size, "value")} for good
      </button>
    </form>
  );
}

interface Place {
  readonly pointer: string;
  readonly value: string;
}

/** Lists the values of an event that can be erased and are not yet. */
function listPlaces(event: Event): Place[] {
  const erased = new Set(event.redaction?.fields);
  return listLeaves(event)
    .filter(({ path: [member] }) => redactableMembers.has(String(member)))
    .map(({ path, value }) => ({ pointer: leafPathToPointer(path), value }))
    .filter(({ pointer }) => !erased.has(pointer));
}

function preview(event: Event, places: readonly string[], name: keyof typeof methods): string {
  const method: RedactionMethod =
    name === "hash" ? { method: "hash", salt: new Uint8Array(16), saltId: "preview" } : { method: name };
  return JSON.stringify(eventToJson(redactEvent(event, opening, places, method).event), undefined, 2);
}
