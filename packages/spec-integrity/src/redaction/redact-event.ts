// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { clone, create } from "@bufbuild/protobuf";
import { type Event, EventSchema, RedactionInfoSchema } from "@chaukas/spec-common";
import { digestLeaf, listLeaves } from "../commitment/commitment.js";
import { type EventOpening, type LeafOpening, type OpenedLeaf, redactionToJson } from "../commitment/opening.js";
import { deriveSalts } from "../commitment/salts.js";
import { bytesFromHex } from "../encoding/hex.js";
import { isWithin, parsePointer } from "../encoding/json-pointer.js";
import { leafPathToPointer } from "../encoding/leaf-path.js";
import { IntegrityError } from "../errors/integrity-error.js";
import { shownHash } from "../normal-form/content-hash.js";
import { isRedactable } from "../normal-form/normal-event.js";
import { type RedactionMethod, replacerOf } from "./redaction-method.js";
import { replacePlace } from "./replace-place.js";

/**
 * An event after redaction, with the opening that verifies it and what the record of the redaction must say of it. What
 * event and opening replace must be destroyed (§6).
 */
export interface RedactedEvent {
  readonly event: Event;
  readonly opening: LeafOpening;
  /**
   * `RedactionRecord.fields`: the places that were redacted, without those that lay within a place before them in the
   * call.
   */
  readonly fields: readonly string[];
  /** `RedactionRecord.erased`: indexes of all leaves that are erased now, in ascending order. */
  readonly erased: readonly number[];
  /** `RedactionRecord.shown_hash`: hash of what the event shows now, in lower-case hex. */
  readonly shownHash: string;
}

// An event without these is not valid, or is a different event.
const requiredFields = new Set(["event_id", "tenant_id", "session_id", "type", "timestamp"]);
const serverFields = new Set(["content_hash", "hash_prev", "worm_proof_id", "server_timestamp"]);

/** Field names of the members of an event that {@link redactEvent} can erase, and whatever is in them (§3). */
export const redactableMembers: ReadonlySet<string> = new Set(
  EventSchema.fields.filter(isRedactable).map(({ name }) => name),
);

/**
 * Redacts places of an event that is in the log (§6), so that it still verifies. Places are JSON Pointers over the
 * field names, each to or into a redactable member. A place stands for all values at or below it. The given event is
 * not modified.
 *
 * Throws an `IntegrityError` of code `not_redactable` for a place that the commitment always shows and for an event
 * that records a redaction, `not_found` for a place without a value that can still be redacted and for no place at all,
 * and `mismatch` for the opening of another event.
 */
export function redactEvent(
  event: Event,
  opening: EventOpening,
  places: readonly string[],
  method: RedactionMethod,
): RedactedEvent {
  if (event.content.case === "redactionRecord") {
    const problem = "expected an event other than a redaction record, which is permanent";
    throw new IntegrityError("not_redactable", "/redaction_record", problem);
  }
  if (places.length === 0) {
    throw new IntegrityError("not_found", "", "expected at least one place to redact, got none");
  }
  const leaves = "leaves" in opening ? opening.leaves : openAll(event, opening.key);
  const pointers = leaves.map((leaf) => ("path" in leaf ? leafPathToPointer(leaf.path) : undefined));
  for (const place of places) {
    requireRedactable(place);
    if (!pointers.some((pointer) => pointer !== undefined && isWithin(pointer, place))) {
      throw new IntegrityError(
        "not_found",
        place,
        "expected a place with values that are not redacted yet, found none",
      );
    }
  }
  const values = new Map(listLeaves(event).map((leaf) => [JSON.stringify(leaf.path), leaf]));
  const remaining = leaves.map((leaf, index): OpenedLeaf => {
    const pointer = pointers[index];
    if (!("path" in leaf) || pointer === undefined || !places.some((place) => isWithin(pointer, place))) {
      return leaf;
    }
    const value = values.get(JSON.stringify(leaf.path));
    if (value === undefined) {
      throw new IntegrityError("mismatch", pointer, "expected the leaf that the opening names, found none");
    }
    return { digest: digestLeaf(leaf.salt, value) };
  });
  const committed = "leaves" in opening ? opening.redaction : event.redaction && redactionToJson(event.redaction);
  const redacted = replacePlaces(event, places, method, committed?.fields?.length ?? 0);
  return {
    event: redacted.event,
    opening: { leaves: remaining, ...(committed !== undefined && { redaction: committed }) },
    fields: redacted.places,
    erased: remaining.flatMap((leaf, index) => ("digest" in leaf ? [index] : [])),
    shownHash: shownHash(redacted.event),
  };
}

/**
 * Redacts places of an event before it is sent. The values never reach the log, and `redaction` becomes part of what
 * the producer recorded. Places where the event has nothing are ignored; if there are no others, the event is returned
 * as it is. Throws an `IntegrityError` of code `not_redactable` for a field that an event cannot do without.
 */
export function redactAtSource(event: Event, places: readonly string[], method: RedactionMethod): Event {
  for (const place of places) {
    const [name = ""] = parsePointer(place);
    if (name === "" || name === "redaction" || requiredFields.has(name) || serverFields.has(name)) {
      throw new IntegrityError(
        "not_redactable",
        place,
        "expected a place outside redaction, the required fields and those set by the server",
      );
    }
  }
  return replacePlaces(event, places, method, 0).event;
}

function openAll(event: Event, key: string): OpenedLeaf[] {
  const leaves = listLeaves(event);
  const salts = deriveSalts(bytesFromHex(key), leaves.length);
  return leaves.map(({ path }, index) => ({ path, salt: salts[index] as string }));
}

function requireRedactable(place: string): void {
  const [name = ""] = parsePointer(place);
  if (!redactableMembers.has(name)) {
    const problem = "expected a place in a member that can be redacted: every one but ids, type and time";
    throw new IntegrityError("not_redactable", place, problem);
  }
}

/**
 * Returns a copy of the event with the places replaced, and the places where there was something. Its `redaction` names
 * these after those that it named already. Of the latter, the first `committed` belong to the producer: a place among
 * them is named again, because a verifier reads only what follows them as erased.
 */
function replacePlaces(event: Event, places: readonly string[], method: RedactionMethod, committed: number) {
  const copy = clone(EventSchema, event);
  const replace = replacerOf(method);
  const found = [...new Set(places)].filter((place) => replacePlace(copy, EventSchema, parsePointer(place), replace));
  if (found.length === 0) {
    return { event, places: found };
  }
  const before = event.redaction?.fields ?? [];
  const erasedBefore = before.slice(committed);
  copy.redaction = create(RedactionInfoSchema, {
    fields: [...before, ...found.filter((place) => !erasedBefore.includes(place))],
    method: method.method,
    saltId: method.method === "hash" ? method.saltId : (event.redaction?.saltId ?? ""),
  });
  copy.contentHash = "";
  return { event: copy, places: found };
}
