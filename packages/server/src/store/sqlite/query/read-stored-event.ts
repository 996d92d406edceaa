// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { decodeEvent } from "@chaukas/spec-common/codec";
import { StoreError } from "../../contract/store-error.js";
import { setServerFields } from "../../records/server-fields.js";

/** The database that stores an event. */
export interface StoredIn {
  readonly file: string;
  /** Host in the origins of its logs. Empty when it keeps none. */
  readonly originHost: string;
}

/** The stored parts of an event. */
interface StoredParts {
  readonly sequence: number;
  readonly receivedMs: number;
  readonly body: Uint8Array;
  readonly hashPrev: Uint8Array;
  readonly contentHash: Uint8Array | undefined;
}

/** Decodes a stored event, and sets the fields that only the server sets. */
export function readStoredEvent(stored: StoredParts, { file, originHost }: StoredIn): Event {
  const { sequence, receivedMs, body, hashPrev, contentHash } = stored;
  try {
    const event = decodeEvent(body);
    const place = originHost === "" ? {} : { place: { originHost, sequence, hashPrev, contentHash } };
    return setServerFields(event, { receivedMs, ...place });
  } catch (cause) {
    const message = `database ${file}: the event with sequence ${sequence} cannot be decoded; restore it from a backup`;
    throw new StoreError("corrupt", message, { cause });
  }
}
