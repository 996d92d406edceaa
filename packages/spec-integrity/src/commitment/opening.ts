// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { type Event, type RedactionInfo, RedactionInfoSchema } from "@chaukas/spec-common";
import { decodeHex } from "../encoding/hex.js";
import { isWithin } from "../encoding/json-pointer.js";
import { isIntegrityError } from "../errors/integrity-error.js";
import { refuse, type Verification } from "../errors/verification.js";
import { normalizeEvent } from "../normal-form/normal-event.js";
import { commitDigests, commitEvent, digestLeaves } from "./commitment.js";

/**
 * What a verifier needs besides an event to recompute its commitment (§6), in its JSON form: the key of all salts, or,
 * once something was redacted after ingest, what remains of each leaf.
 */
export type EventOpening = KeyOpening | LeafOpening;

/** Opening of an event of which nothing was redacted after ingest. */
export interface KeyOpening {
  /** Salt key K, in lower-case hex. */
  readonly key: string;
}

/** Opening of an event of which something was redacted after ingest. */
export interface LeafOpening {
  /** All leaves that were committed to, in the order of the commitment. */
  readonly leaves: readonly OpenedLeaf[];
  /** What the producer itself had said in `redaction`, which is part of the normal form. Absent when it said nothing. */
  readonly redaction?: CommittedRedaction;
}

/** A leaf that the event still shows, with its salt; or the digest of one that was redacted. Both in lower-case hex. */
export type OpenedLeaf = { readonly pointer: string; readonly salt: string } | { readonly digest: string };

/** The `redaction` of an event in public JSON, without members that are empty. */
export interface CommittedRedaction {
  readonly fields?: readonly string[];
  readonly method?: string;
  readonly salt_id?: string;
}

/**
 * Why an opening does not fit its event:
 * - `bad_event`: the event has no normal form;
 * - `bad_opening`: key or salts are none;
 * - `altered`: the event lacks a leaf that is said to survive, or shows one that was not committed to;
 * - `wrong_redaction`: what the producer redacted is not what the event says first.
 */
export type OpeningFaultCode = "bad_event" | "bad_opening" | "altered" | "wrong_redaction";

/** The commitment that event and opening lead to, and the content hash where nothing was redacted after ingest. */
export type OpeningVerification = Verification<
  OpeningFaultCode,
  { readonly commit: string; readonly contentHash?: string }
>;

const saltPattern = /^[0-9a-f]{32}$/;
const digestPattern = /^[0-9a-f]{64}$/;

/** Recomputes the commitment of an event from what it shows and from its opening (§6). */
export function openEvent(event: Event, opening: EventOpening): OpeningVerification {
  try {
    if ("leaves" in opening) {
      return openLeaves(event, opening);
    }
    return digestPattern.test(opening.key)
      ? { valid: true, ...commitEvent(event, decodeHex(opening.key)) }
      : refuse("bad_opening", "the salt key: expected 64 digits of lower-case hex");
  } catch (error) {
    if (isIntegrityError(error)) {
      return refuse("bad_event", error.message);
    }
    throw error;
  }
}

function openLeaves(event: Event, { leaves, redaction }: LeafOpening): OpeningVerification {
  const committed = redaction && redactionFromJson(redaction);
  const shownPlaces = event.redaction?.fields ?? [];
  if (committed?.fields.some((field, index) => field !== shownPlaces[index])) {
    return refuse("wrong_redaction", "redaction.fields: expected the places that the producer redacted first");
  }
  const { redaction: _, ...rest } = event;
  const normal = normalizeEvent(committed === undefined ? rest : { ...rest, redaction: committed }, true);
  const shown = new Map(normal.leaves.map((leaf) => [JSON.parse(leaf)[0] as string, leaf]));
  const digests: string[] = [];
  for (const leaf of leaves) {
    const digest = digestOf(leaf, shown);
    if (digest === undefined) {
      const name = "pointer" in leaf ? leaf.pointer : `leaf ${digests.length}`;
      return refuse("altered", `${name}: expected a leaf of the event with its salt, or a digest`);
    }
    digests.push(digest);
  }
  const places = shownPlaces.slice(committed?.fields.length ?? 0);
  const stray = [...shown].find(([pointer, leaf]) => !isReplacement(pointer, leaf, places))?.[0];
  return stray === undefined
    ? { valid: true, commit: commitDigests(digests, normal.kept) }
    : refuse("altered", `${stray}: expected nothing but what was committed to or is named in redaction.fields`);
}

/** The digest of a leaf. One that survives is taken out of those shown. */
function digestOf(leaf: OpenedLeaf, shown: Map<string, string>): string | undefined {
  if (!("pointer" in leaf)) {
    return digestPattern.test(leaf.digest) ? leaf.digest : undefined;
  }
  const text = shown.get(leaf.pointer);
  shown.delete(leaf.pointer);
  return text === undefined || !saltPattern.test(leaf.salt) ? undefined : digestLeaves([text], [leaf.salt])[0];
}

/** Whether a leaf that was not committed to is what a redaction leaves behind: at its place, or an emptied container. */
function isReplacement(pointer: string, leaf: string, places: readonly string[]): boolean {
  const isEmpty = leaf.endsWith(",{}]") || leaf.endsWith(",[]]");
  return places.some((place) => isWithin(pointer, place) || (isEmpty && isWithin(place, pointer)));
}

/**
 * The message for what an opening says.
 *
 * @internal
 */
export function redactionFromJson({ fields = [], method = "", salt_id = "" }: CommittedRedaction): RedactionInfo {
  return create(RedactionInfoSchema, { fields: [...fields], method, saltId: salt_id });
}

/**
 * What an opening says for the message.
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
