// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fromBinary } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { EventSchema } from "@chaukas/spec-common";
import type { StoredEvent } from "../event-store.js";
import { StoreError } from "../store-error.js";
import type { PackedPage } from "./packed-page.js";

/** Events as they are read back, with the time at which the server took note of them. */
export function unpackPage({ bytes, lengths, sequences, receivedMs }: PackedPage, file: string): StoredEvent[] {
  let offset = 0;
  return lengths.map((length, index) => {
    const body = bytes.subarray(offset, offset + length);
    offset += length;
    const sequence = sequences[index] ?? 0;
    try {
      const event = fromBinary(EventSchema, body);
      event.serverTimestamp = timestampFromMs(receivedMs[index] ?? 0);
      return { sequence, event };
    } catch (cause) {
      const message = `database ${file}: the event with sequence ${sequence} cannot be decoded; restore it from a backup`;
      throw new StoreError("corrupt", message, { cause });
    }
  });
}
