// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DescField, ScalarType } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { normalMembers, requireMessage } from "./normal-message.js";
import type { NormalState } from "./normal-state.js";

/** The normal form of an event, and the parts of it that the commitment covers. */
export interface NormalEvent {
  /** N: the normal form as JCS. */
  readonly text: string;
  /** The normal form without its redactable members, as JCS. */
  readonly kept: string;
  /** Leaves of the redactable members, each as JCS([path, value]), in order. Empty if they were not requested. */
  readonly leaves: readonly string[];
}

// The producer did not record what the server sets (§1). The record binds these fields instead.
const serverFields = new Set(["content_hash", "hash_prev", "worm_proof_id", "server_timestamp"]);
// By these, events are found and told apart, and a redaction shows itself. They stay as they are for ever (§3).
const plainFields = new Set([
  "event_id",
  "tenant_id",
  "project_id",
  "session_id",
  "span_id",
  "parent_span_id",
  "trace_id",
  "type",
  "severity",
  "status",
  "author",
  "timestamp",
  "redaction",
]);

const members = normalMembers(EventSchema)
  .filter(({ field }) => !serverFields.has(field.name))
  .map((member) => ({
    ...member,
    name: member.field.localName,
    isContent: isContent(member.field),
    isText: member.field.fieldKind === "scalar" && member.field.scalar === ScalarType.STRING,
    isRedactable: isRedactable(member.field),
  }));

// An event has one of many kinds of content, and the others need not be read.
const withoutContent = members.filter(({ field }) => !isContent(field));
const membersByContent = new Map<string | undefined, typeof members>(
  members
    .filter(({ field }) => isContent(field))
    .map((content) => [
      content.field.localName,
      members.filter((member) => member === content || !isContent(member.field)),
    ]),
);

/** Returns whether a field of the event is redactable: one that is neither plain (§3) nor set by the server. */
export function isRedactable({ name }: DescField): boolean {
  return !plainFields.has(name) && !serverFields.has(name);
}

function isContent(field: DescField): boolean {
  return field.oneof?.name === "content";
}

/** Writes the normal form of an event, and its leaves if requested. */
export function normalizeEvent(event: Event, withLeaves: boolean): NormalEvent {
  const leaves: string[] = [];
  const visible: NormalState = { depth: 1, leaves: undefined };
  const redactable: NormalState = withLeaves ? { depth: 1, leaves } : visible;
  requireMessage(event, "");
  let text = "";
  let kept = "";
  const values = event as unknown as Readonly<Record<string, unknown>>;
  for (const member of membersByContent.get(event.content.case) ?? withoutContent) {
    // Most members are not set, which is seen here without a call.
    if (!member.isContent) {
      const value = values[member.name];
      if (value === undefined || (value === "" && member.isText)) {
        continue;
      }
    }
    const value = member.read(event);
    if (value !== undefined) {
      const state = member.isRedactable ? redactable : visible;
      const printed = `${member.key}${member.write(value, state, member.segment)}`;
      text += text === "" ? printed : `,${printed}`;
      if (!member.isRedactable) {
        kept += kept === "" ? printed : `,${printed}`;
      }
    }
  }
  return { text: `{${text}}`, kept: `{${kept}}`, leaves };
}
