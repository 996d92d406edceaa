// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fromBinary } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { EventSchema } from "@chaukas/spec-common";
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
  try {
    const event = fromBinary(EventSchema, row.body);
    event.serverTimestamp = timestampFromMs(Number(row.received_ms));
    return { sequence: Number(row.sequence), event };
  } catch (cause) {
    const message = `event ${row.sequence} of tenant ${JSON.stringify(row.tenant_id)}: expected a valid body`;
    throw new StoreError("corrupt", message, { cause });
  }
}
