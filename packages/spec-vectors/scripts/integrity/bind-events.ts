// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, fromBinary } from "@bufbuild/protobuf";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import { type Event, EventSchema } from "@chaukas/spec-common";
import {
  bytesToHex,
  commitEvent,
  deriveSalts,
  digestLeaf,
  formatProofId,
  formatRecord,
  genesisHash,
  type IntegrityError,
  isIntegrityError,
  leafHash,
  listLeaves,
  normalForm,
  normalTimestamp,
} from "@chaukas/spec-integrity";
import type { VectorIndex } from "../../src/index.ts";
import { seedBytes } from "./seed-bytes.ts";

/** An event of the corpus, with its normal form or the error if it has none. */
interface EventVector {
  readonly id: string;
  /** File with the event in protobuf's binary form, relative to the folder of the corpus. */
  readonly binary: string;
  readonly error?: { readonly code: string; readonly path: string };
}

// The groups whose events cover the rules of the normal form.
const groups = new Set(["types", "texts", "numbers", "enums", "times", "structs", "extensions", "depth", "binary"]);
const origin = "audit.example.com/t/acme";
const secondsOfFirst = 1_767_323_045;

/** Computes every step from the events of the corpus to the leaves of one log, in the order of the corpus. */
export function bindEvents(index: VectorIndex, files: ReadonlyMap<string, string | Uint8Array>): EventVector[] {
  let previous = genesisHash;
  let sequence = 0;
  return index.vectors.flatMap(({ id, message, binary, rule }): EventVector[] => {
    const bytes = binary === undefined ? undefined : files.get(binary);
    const isChosen = groups.has(id.split("/")[0] ?? "") && message === EventSchema.typeName;
    if (!isChosen || binary === undefined || !(bytes instanceof Uint8Array) || rule === "malformed_binary") {
      return [];
    }
    const bound = bindEvent(id, bytes, sequence, previous);
    if (!("error" in bound)) {
      previous = bound.leaf;
      sequence++;
    }
    return [{ id, binary, ...bound }];
  });
}

function bindEvent(id: string, bytes: Uint8Array, sequence: number, hashPrev: string) {
  const event = fromBinary(EventSchema, bytes);
  const key = seedBytes(id);
  try {
    const opened = openLeaves(event, key);
    return { ...opened, ...recordEvent(event, opened.commit, sequence, hashPrev) };
  } catch (error) {
    if (isIntegrityError(error)) {
      return { error: describe(error) };
    }
    throw error;
  }
}

/** Computes the steps from an event to its commitment. */
export function openLeaves(event: Event, key: Uint8Array) {
  const { commit, contentHash } = commitEvent(event, key);
  const leaves = listLeaves(event);
  const salts = deriveSalts(key, leaves.length);
  return {
    key: bytesToHex(key),
    normal_form: normalForm(event),
    content_hash: contentHash,
    leaves: leaves.map((leaf, index) => {
      const salt = salts[index] ?? "";
      return { ...leaf, salt, digest: digestLeaf(salt, leaf) };
    }),
    commit,
  };
}

function recordEvent(event: Event, commit: string, sequence: number, hashPrev: string) {
  const time = normalTimestamp(
    create(TimestampSchema, { seconds: BigInt(secondsOfFirst + sequence), nanos: sequence }),
  );
  const record = formatRecord({ commit, eventId: event.eventId, hashPrev, sequence, time });
  return { record, leaf: leafHash(record), worm_proof_id: formatProofId(origin, sequence) };
}

function describe({ code, path }: IntegrityError) {
  return { code, path };
}
