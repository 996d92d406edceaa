// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { listLeaves } from "@chaukas/spec-integrity";
import { Code, ConnectError } from "@connectrpc/connect";
import { quoteText } from "../../errors/quote-text.js";
import type { LogEntry } from "../../store/contract/event-log.js";

/**
 * Those of the places to redact that hold values which are not redacted yet. Throws `invalid_argument` for a place
 * that holds none and never has.
 */
export function openPlaces(entry: LogEntry, places: readonly string[]): string[] {
  const pointers = openPointers(entry);
  const erased = erasedPlaces(entry);
  return places.filter((place, index) => {
    if (pointers.some((pointer) => isWithin(pointer, place))) {
      return true;
    }
    if (!erased.some((known) => isWithin(place, known) || isWithin(known, place))) {
      throw new ConnectError(
        `fields[${index}]: expected a place with values in the content, infrastructure, metadata or extensions, ` +
          `as a JSON Pointer, got ${quoteText(place)}`,
        Code.InvalidArgument,
      );
    }
    return false;
  });
}

/** Whether a place is another one, or inside of it. */
export function isWithin(place: string, other: string): boolean {
  return place === other || place.startsWith(`${other}/`);
}

function openPointers({ event, opening }: LogEntry): string[] {
  return opening.kind === "salt_key"
    ? listLeaves(event).map(({ pointer }) => pointer)
    : opening.leaves.flatMap((leaf) => (leaf.kind === "open" ? [leaf.pointer] : []));
}

/** What was erased here. What the producer had left out comes first, and was never in the log. */
function erasedPlaces({ event, opening }: LogEntry): readonly string[] {
  if (opening.kind === "salt_key") {
    return [];
  }
  return event.redaction?.fields.slice(opening.sourceRedaction?.fields.length ?? 0) ?? [];
}
