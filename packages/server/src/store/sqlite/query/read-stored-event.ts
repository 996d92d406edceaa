// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { decodeEvent } from "@chaukas/spec-common/codec";
import { StoreError } from "../../contract/store-error.js";
import { type ServerFields, setServerFields } from "../../records/server-fields.js";

/** The database that stores an event. */
export interface StoredIn {
  readonly file: string;
  /** Host in the origins of its logs. Empty when it keeps none. */
  readonly originHost: string;
}

/** The stored parts of an event. */
export interface StoredParts {
  readonly sequence: number;
  readonly receivedMs: number;
  readonly body: Uint8Array;
  readonly hashPrev: Uint8Array;
  readonly contentHash: Uint8Array | undefined;
}

/** Returns the fields of a stored event that only the server sets. */
export function serverFieldsOf(
  { sequence, receivedMs, hashPrev, contentHash }: StoredParts,
  { originHost }: StoredIn,
): ServerFields {
  return originHost === "" ? { receivedMs } : { receivedMs, place: { originHost, sequence, hashPrev, contentHash } };
}

/** Decodes a stored event, and sets the fields that only the server sets. */
export function readStoredEvent(stored: StoredParts, storedIn: StoredIn): Event {
  const { sequence, body } = stored;
  try {
    return setServerFields(decodeEvent(body), serverFieldsOf(stored, storedIn));
  } catch (cause) {
    const message = `database ${storedIn.file}: the event with sequence ${sequence} cannot be decoded; restore it from a backup`;
    throw new StoreError("corrupt", message, { cause });
  }
}
