// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { type ListValue, ListValueSchema, ValueSchema } from "@bufbuild/protobuf/wkt";
import type { Event } from "@chaukas/spec-common";
import { type EventOpening, type LeafOpening, redactionFromJson, redactionToJson } from "../commitment/opening.js";
import type { LeafPath } from "../encoding/leaf-path.js";
import { CommitmentLeafSchema, type LogEntry, LogEntrySchema } from "../gen/chaukas/spec/audit/v1/audit_pb.js";

/** Returns the opening of an entry's event, as `openEvent` takes it. It is a claim, like the entry. */
export function logEntryOpening({ saltKey, leaves, sourceRedaction }: LogEntry): EventOpening {
  if (leaves.length === 0) {
    return { key: saltKey };
  }
  return {
    leaves: leaves.map(({ path, salt, digest }) => (digest === "" ? { path: leafPathOf(path), salt } : { digest })),
    ...(sourceRedaction !== undefined && { redaction: redactionToJson(sourceRedaction) }),
  };
}

/** A record of a log with everything that is needed to verify it, as a store keeps it. */
export interface OpenedRecord {
  readonly sequence: number;
  /** Text of the record, as `formatRecord` writes it. */
  readonly record: string;
  /** Event with the fields that the server sets. */
  readonly event: Event;
  readonly opening: EventOpening;
}

/**
 * Creates the entry that ChaukasAuditService returns for a record. Without an event, the caller has to add it before the
 * entry is sent.
 */
export function createLogEntry({
  sequence,
  record,
  event,
  opening,
}: Omit<OpenedRecord, "event"> & Partial<Pick<OpenedRecord, "event">>): LogEntry {
  const opened = "key" in opening ? { saltKey: opening.key } : openedLeaves(opening);
  return create(LogEntrySchema, { sequence: BigInt(sequence), record, ...(event && { event }), ...opened });
}

function openedLeaves({ leaves, redaction }: LeafOpening) {
  return {
    leaves: leaves.map((leaf) =>
      create(CommitmentLeafSchema, "path" in leaf ? { path: listOf(leaf.path), salt: leaf.salt } : leaf),
    ),
    ...(redaction !== undefined && { sourceRedaction: redactionFromJson(redaction) }),
  };
}

/** Returns the path that a leaf of an entry claims. It is empty if it is malformed, and then names no leaf of any event. */
function leafPathOf(path: ListValue | undefined): LeafPath {
  const segments = path?.values.map(({ kind }) =>
    kind.case === "stringValue" || kind.case === "numberValue" ? kind.value : undefined,
  );
  return segments?.every((segment) => segment !== undefined) ? segments : [];
}

function listOf(path: LeafPath): ListValue {
  const values = path.map((segment) =>
    create(ValueSchema, {
      kind:
        typeof segment === "string" ? { case: "stringValue", value: segment } : { case: "numberValue", value: segment },
    }),
  );
  return create(ListValueSchema, { values });
}
