// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fromBinary } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { type Event, EventSchema } from "@chaukas/spec-common";
import type { StoredEvent } from "../event-store.js";
import { StoreError } from "../store-error.js";

/** Columns that {@link readStoredEvent} needs. */
export const storedColumns = "tenant_id, sequence, received_ms, body";

/** A row of `chaukas.events`; the driver gives large integers as text. */
export interface StoredRow {
  readonly tenant_id: string;
  readonly sequence: string;
  readonly received_ms: string;
  readonly body: Uint8Array;
}

export function readStoredEvent(row: StoredRow): StoredEvent {
  const event = readBody(row);
  event.serverTimestamp = timestampFromMs(Number(row.received_ms));
  return { sequence: Number(row.sequence), event };
}

/** Event as it came in. */
export function readBody({ tenant_id, sequence, body }: Pick<StoredRow, "tenant_id" | "sequence" | "body">): Event {
  try {
    return fromBinary(EventSchema, body);
  } catch (cause) {
    const message = `event ${sequence} of tenant ${JSON.stringify(tenant_id)}: expected a valid body; restore a backup`;
    throw new StoreError("corrupt", message, { cause });
  }
}
