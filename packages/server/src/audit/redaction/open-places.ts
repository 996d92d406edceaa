// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { isIntegrityError, leafPathToPointer, listLeaves, redactEvent } from "@chaukas/spec-integrity";
import { Code, ConnectError } from "@connectrpc/connect";
import { quoteText } from "../../errors/quote-text.js";
import type { LogEntry } from "../../store/contract/event-log.js";
import { toOpening } from "../../store/records/commitment.js";

/**
 * Returns the places to redact that have values which are not redacted yet. Throws `invalid_argument` for a place in a
 * member that cannot be redacted, and for one that has no value and never had one.
 */
export function openPlaces(entry: LogEntry, places: readonly string[]): string[] {
  const pointers = openPointers(entry);
  const erased = erasedPlaces(entry);
  return places.filter((place, index) => {
    if (pointers.some((pointer) => isWithin(pointer, place))) {
      return true;
    }
    if (!erased.some((known) => isWithin(place, known) || isWithin(known, place))) {
      throw new ConnectError(`fields[${index}]: ${describeProblem(entry, place)}`, Code.InvalidArgument);
    }
    return false;
  });
}

function describeProblem({ event, opening }: LogEntry, place: string): string {
  try {
    redactEvent(event, toOpening(opening), [place], { method: "drop" });
  } catch (error) {
    if (isIntegrityError(error) && error.code === "not_redactable") {
      return `expected a place in a member that can be redacted, got ${quoteText(place)}`;
    }
  }
  return `expected a JSON Pointer to values of the event, got ${quoteText(place)}, where it has none`;
}

/** Returns whether a place equals another one, or is inside it. */
export function isWithin(place: string, other: string): boolean {
  return place === other || place.startsWith(`${other}/`);
}

function openPointers({ event, opening }: LogEntry): string[] {
  return opening.kind === "salt_key"
    ? listLeaves(event).map(({ path }) => leafPathToPointer(path))
    : opening.leaves.flatMap((leaf) => (leaf.kind === "open" ? [leafPathToPointer(leaf.path)] : []));
}

/** Returns the places erased by this server. Those redacted by the producer come first, and were never in the log. */
function erasedPlaces({ event, opening }: LogEntry): readonly string[] {
  if (opening.kind === "salt_key") {
    return [];
  }
  return event.redaction?.fields.slice(opening.sourceRedaction?.fields.length ?? 0) ?? [];
}
