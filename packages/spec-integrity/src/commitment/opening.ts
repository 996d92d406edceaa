// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { type Event, type RedactionInfo, RedactionInfoSchema } from "@chaukas/spec-common";
import { decodeHash } from "../encoding/hex.js";
import { isWithin } from "../encoding/json-pointer.js";
import { isLeafPath, type LeafPath, leafPathToPointer } from "../encoding/leaf-path.js";
import { isIntegrityError } from "../errors/integrity-error.js";
import { refuse, type Verification } from "../errors/verification.js";
import { shownHash } from "../normal-form/content-hash.js";
import { normalizeEvent } from "../normal-form/normal-event.js";
import { commitDigests, commitEvent, digestLeaves } from "./commitment.js";

/**
 * What a verifier needs in addition to an event to recompute its commitment (§6), in its JSON form: the key of all
 * salts, or, after a redaction, what remains of each leaf.
 */
export type EventOpening = KeyOpening | LeafOpening;

/** Opening of an event that was not redacted after ingest. */
export interface KeyOpening {
  /** Salt key K, in lower-case hex. */
  readonly key: string;
}

/** Opening of an event that was redacted after ingest. */
export interface LeafOpening {
  /** All leaves of the commitment, in its order. At least one is a digest. */
  readonly leaves: readonly OpenedLeaf[];
  /** The `redaction` that the producer set, which is part of the normal form. Absent if it set none. */
  readonly redaction?: CommittedRedaction;
}

/** A leaf that the event still shows, with its salt, or the digest of a redacted leaf. Both in lower-case hex. */
export type OpenedLeaf = { readonly path: LeafPath; readonly salt: string } | { readonly digest: string };

/** The `redaction` of an event in public JSON, without empty members. */
export interface CommittedRedaction {
  readonly fields?: readonly string[];
  readonly method?: string;
  readonly salt_id?: string;
}

/**
 * Why an opening does not match its event:
 * - `bad_event`: the event has no normal form;
 * - `bad_opening`: the key, the paths or the salts are malformed, or no leaf is erased;
 * - `altered`: the event lacks a leaf that the opening names, or shows one that is not part of the commitment;
 * - `wrong_redaction`: the redacted places that the event shows do not begin with those of the producer.
 */
export type OpeningFaultCode = "bad_event" | "bad_opening" | "altered" | "wrong_redaction";

/** What a redacted event shows, which only the records of its redactions vouch for (§6). */
export interface ShownRedaction {
  /** Hash of what the event shows, in lower-case hex. */
  readonly shownHash: string;
  /** Indexes of the erased leaves, in ascending order. */
  readonly erased: readonly number[];
  /** Erased places: the `redaction.fields` of the event beyond those of the producer. */
  readonly places: readonly string[];
}

/**
 * The commitment computed from event and opening. For a key opening, with the content hash: the event is the one that
 * was recorded. For a leaf opening, with what the event shows: the commitment does not bind replacements, so a verifier
 * must find them confirmed by the last record of a redaction, as `createTrailVerifier` does.
 */
export type OpeningVerification = Verification<
  OpeningFaultCode,
  { readonly commit: string; readonly contentHash?: string; readonly redaction?: ShownRedaction }
>;

const saltPattern = /^[0-9a-f]{32}$/;
const digestPattern = /^[0-9a-f]{64}$/;

/** Recomputes the commitment of an event from the event and its opening (§6). */
export function openEvent(event: Event, opening: EventOpening): OpeningVerification {
  try {
    if ("leaves" in opening) {
      return openLeaves(event, opening);
    }
    const key = decodeHash(opening.key);
    if (key === undefined) {
      return refuse("bad_opening", "the salt key: expected 64 digits of lower-case hex");
    }
    const { commit, contentHash } = commitEvent(event, key);
    return { valid: true, commit, contentHash };
  } catch (error) {
    if (isIntegrityError(error)) {
      return refuse("bad_event", error.message);
    }
    throw error;
  }
}

function openLeaves(event: Event, { leaves, redaction }: LeafOpening): OpeningVerification {
  const erased = leaves.flatMap((leaf, index) => ("digest" in leaf ? [index] : []));
  if (erased.length === 0) {
    return refuse("bad_opening", "the opening: expected at least one erased leaf, got none");
  }
  const committed = redaction && redactionFromJson(redaction);
  const shownPlaces = event.redaction?.fields ?? [];
  if (committed?.fields.some((field, index) => field !== shownPlaces[index])) {
    return refuse("wrong_redaction", "redaction.fields: expected the places that the producer redacted first");
  }
  const { redaction: _, ...rest } = event;
  const normal = normalizeEvent(committed === undefined ? rest : { ...rest, redaction: committed }, true);
  const shown = new Map(normal.leaves.map((leaf) => [JSON.stringify((JSON.parse(leaf) as [LeafPath])[0]), leaf]));
  const digests: string[] = [];
  for (const leaf of leaves) {
    const digest = digestOf(leaf, shown);
    if (digest === undefined) {
      const name = "path" in leaf && isLeafPath(leaf.path) ? leafPathToPointer(leaf.path) : `leaf ${digests.length}`;
      return refuse("altered", `${name}: expected a leaf of the event with its salt, or a digest`);
    }
    digests.push(digest);
  }
  const places = shownPlaces.slice(committed?.fields.length ?? 0);
  const stray = [...shown].map(([path, leaf]) => ({ pointer: leafPathToPointer(JSON.parse(path)), leaf }));
  const altered = stray.find(({ pointer, leaf }) => !isReplacement(pointer, leaf, places));
  return altered === undefined
    ? {
        valid: true,
        commit: commitDigests(digests, normal.kept),
        redaction: { shownHash: shownHash(event), erased, places },
      }
    : refuse("altered", `${altered.pointer}: expected only what was committed to or is named in redaction.fields`);
}

/** Returns the digest of a leaf, and removes a leaf that survives from `shown`. */
function digestOf(leaf: OpenedLeaf, shown: Map<string, string>): string | undefined {
  if (!("path" in leaf)) {
    return digestPattern.test(leaf.digest) ? leaf.digest : undefined;
  }
  const path = JSON.stringify(leaf.path);
  const text = shown.get(path);
  shown.delete(path);
  return text === undefined || !saltPattern.test(leaf.salt) ? undefined : digestLeaves([text], [leaf.salt])[0];
}

/**
 * Returns whether a leaf outside the commitment is a replacement, or an empty container that a redaction left behind.
 */
function isReplacement(pointer: string, leaf: string, places: readonly string[]): boolean {
  const isEmpty = leaf.endsWith(",{}]") || leaf.endsWith(",[]]");
  return places.some((place) => isWithin(pointer, place) || (isEmpty && isWithin(place, pointer)));
}

/**
 * Converts the `redaction` of an opening to a message.
 *
 * @internal
 */
export function redactionFromJson({ fields = [], method = "", salt_id = "" }: CommittedRedaction): RedactionInfo {
  return create(RedactionInfoSchema, { fields: [...fields], method, saltId: salt_id });
}

/**
 * Converts a message to the `redaction` of an opening.
 *
 * @internal
 */
export function redactionToJson({ fields, method, saltId }: RedactionInfo): CommittedRedaction {
  return {
    ...(fields.length > 0 && { fields }),
    ...(method !== "" && { method }),
    ...(saltId !== "" && { salt_id: saltId }),
  };
}
