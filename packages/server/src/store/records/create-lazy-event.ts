// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { encodeEvent } from "@chaukas/spec-common/codec";
import type { StoredEvent } from "../contract/event-store.js";
import { encodeWithServerFields, type ServerFields } from "./server-fields.js";

/** An event of a page as it is in the database. */
export interface LazyEventParts {
  readonly sequence: number;
  readonly tenantId: string;
  readonly body: Uint8Array;
  readonly fields: () => ServerFields;
  /** Decodes the event, with the fields that the server sets. */
  readonly read: () => Event;
}

/**
 * Creates a stored event that is decoded only if its message is read. Until then, its binary form is its body with the
 * fields that the server sets behind it.
 *
 * A body that is not a row of fields, from which no event can be decoded, is decoded at once, so that this fails.
 */
export function createLazyEvent({ sequence, tenantId, body, fields, read }: LazyEventParts): StoredEvent {
  let event = isRowOfFields(body) ? undefined : read();
  const encode = () => (event === undefined ? encodeWithServerFields(body, tenantId, fields()) : encodeEvent(event));
  const stored = {
    sequence,
    get event() {
      event ??= read();
      return event;
    },
  };
  // Not enumerable, so that a copy with another message does not have the binary form of this one.
  return Object.defineProperty(stored, "encode", { value: encode });
}

/** Returns whether bytes are fields one after the other, none of which ends behind the last byte. */
function isRowOfFields(bytes: Uint8Array): boolean {
  let pos = 0;
  const takeVarint = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[pos++] ?? 255;
      value += (byte & 127) * scale;
      if (byte < 128) {
        return value;
      }
      if (pos > bytes.length) {
        return Number.POSITIVE_INFINITY;
      }
    }
  };
  while (pos < bytes.length) {
    const tag = takeVarint();
    switch (tag < 8 ? -1 : tag % 8) {
      case 0:
        takeVarint();
        break;
      case 1:
        pos += 8;
        break;
      case 2: {
        const length = takeVarint();
        pos += length;
        break;
      }
      case 5:
        pos += 4;
        break;
      default:
        return false;
    }
  }
  return pos === bytes.length;
}
