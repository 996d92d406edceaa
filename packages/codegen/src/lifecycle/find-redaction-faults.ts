// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DescField, type DescMessage, type FileRegistry, getOption } from "@bufbuild/protobuf";
import * as options from "../gen/chaukas/spec/options/v1/options_pb.js";
import { placeOf } from "./lifecycle-element.ts";

/**
 * Members of an event that chaukas-integrity/1 never erases: the plain members (section 3), and those that the server
 * sets. A test compares them with the members that `@chaukas/spec-integrity` keeps.
 */
export const permanentMembers: readonly string[] = [
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
  "content_hash",
  "hash_prev",
  "worm_proof_id",
  "server_timestamp",
];

// A record of a redaction is content, but cannot be redacted itself (section 6).
const permanentContent = "redaction_record";

const pii = "(chaukas.spec.options.v1.pii)";
const because = "(chaukas.spec.options.v1.not_redactable_because)";

/**
 * Finds fields of events that are marked for personal data, but cannot be redacted after ingest, unless they say why not.
 * Also finds fields that give such a reason without need. Returns one line for each error, with the file, the line, the
 * field, the expectation, and what to do. Returns no errors if there is no message `chaukas.spec.common.v1.Event`.
 */
export function findRedactionFaults(registry: FileRegistry): string[] {
  const event = registry.getMessage("chaukas.spec.common.v1.Event");
  if (event === undefined) {
    return [];
  }
  const permanent = new Map<DescField, string>();
  for (const field of event.fields) {
    if (permanentMembers.includes(field.name) || field.name === permanentContent) {
      addFields(permanent, field, field.name);
    }
  }
  const redactable = new Map<DescField, string>();
  for (const field of event.fields) {
    if (!permanent.has(field)) {
      addFields(redactable, field, field.name);
    }
  }
  return [...registry]
    .filter((type): type is DescMessage => type.kind === "message" && type.typeName.startsWith("chaukas."))
    .flatMap(({ fields }) => fields)
    .flatMap((field) =>
      findFault(field, permanent.get(field), redactable.has(field)).map((fault) => `${placeOf(field)}: ${fault}`),
    );
}

/** Adds a field and all fields below it, each with the first path that leads to it. */
function addFields(found: Map<DescField, string>, field: DescField, path: string): void {
  if (found.has(field)) {
    return;
  }
  found.set(field, path);
  for (const member of field.message?.fields ?? []) {
    addFields(found, member, `${path}.${member.name}`);
  }
}

function findFault(field: DescField, permanentPath: string | undefined, isRedactable: boolean): string[] {
  const mark = getOption(field, options.pii);
  const reason = getOption(field, options.not_redactable_because).trim();
  if (permanentPath === undefined) {
    return reason === ""
      ? []
      : [
          `expected no ${because}, got ${JSON.stringify(reason)} on a field that ` +
            `${isRedactable ? "can be redacted" : "is not part of an event"}; remove the option`,
        ];
  }
  if (mark === options.Pii.UNSPECIFIED) {
    return reason === ""
      ? []
      : [`expected ${pii} = PII_POSSIBLE or PII_LIKELY beside ${because}; mark the field, or remove the reason`];
  }
  return reason === ""
    ? [
        `expected a field with ${pii} = ${options.PiiSchema.value[mark]?.name ?? mark} to be redactable, got ` +
          `Event.${permanentPath}, which chaukas-integrity/1 never erases; move it into a member of Event that can be ` +
          `redacted (packages/spec-integrity/SPECIFICATION.md, section 3), or say why not with ${because}`,
      ]
    : [];
}
