// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  entryJson,
  entryProtoJson,
  hash,
  ofAudit,
  redacted,
  redaction,
  salt,
  surviving,
  text,
} from "../../lib/audit-templates.ts";
import { breaksRule, type Case, valid } from "../../lib/case.ts";
import { hasNoKeyword } from "../../lib/differences.ts";
import { eventJson, eventProtoJson, without } from "../../lib/event-templates.ts";

export const auditEntries: readonly Case[] = [
  valid(ofAudit("LogEntry", "entry", "A record whose commitment its salt key opens.", entryJson, entryProtoJson)),
  valid(
    ofAudit(
      "LogEntry",
      "entry-redacted",
      "A record whose event was redacted twice, at its source and after ingest.",
      {
        ...without(entryJson, "salt_key"),
        event: eventJson({ content: text, redaction: { ...redaction, fields: ["/metadata/email", "/message/text"] } }),
        leaves: [surviving, redacted],
        source_redaction: { fields: ["/metadata/email"], method: "drop" },
      },
      {
        ...without(entryProtoJson, "saltKey"),
        event: eventProtoJson({
          message: without(text, "kind"),
          redaction: { ...redaction, fields: ["/metadata/email", "/message/text"] },
        }),
        leaves: [surviving, redacted],
        sourceRedaction: { fields: ["/metadata/email"], method: "drop" },
      },
    ),
  ),
  valid(ofAudit("LogEntry", "entry-empty", "A message with nothing in it.", {})),
  valid(ofAudit("CommitmentLeaf", "leaf", "A leaf that survived.", surviving)),
  valid(
    ofAudit("CommitmentLeaf", "leaf-of-an-element", "A leaf that is an element of an array.", {
      path: ["metadata", "a", 0],
      salt,
    }),
  ),
  valid(
    ofAudit("CommitmentLeaf", "leaf-of-a-numeric-key", "A leaf that is a member whose key is a number.", {
      path: ["metadata", "a", "0"],
      salt,
    }),
  ),
  valid(ofAudit("CommitmentLeaf", "leaf-redacted", "A leaf that is redacted.", redacted)),
  breaksRule("log_entry.opening", "", {
    ...ofAudit(
      "LogEntry",
      "entry-with-key-and-leaves",
      "A record that keeps the key of salts that should be destroyed.",
      { ...entryJson, leaves: [redacted] },
      { ...entryProtoJson, leaves: [redacted] },
    ),
    differences: hasNoKeyword,
  }),
  breaksRule("string.pattern", "/salt_key", {
    ...ofAudit(
      "LogEntry",
      "entry-with-upper-case",
      "A salt key in upper case.",
      { ...entryJson, salt_key: hash.toUpperCase() },
      { ...entryProtoJson, saltKey: hash.toUpperCase() },
    ),
  }),
  breaksRule("int64.gte", "/sequence", {
    ...ofAudit("LogEntry", "entry-before-the-first", "A negative sequence.", { sequence: -1 }, { sequence: "-1" }),
  }),
  breaksRule("commitment_leaf.kind", "", {
    ...ofAudit("CommitmentLeaf", "leaf-of-both-kinds", "A redacted leaf whose salt is known.", { ...redacted, salt }),
    differences: hasNoKeyword,
  }),
  breaksRule("commitment_leaf.kind", "/leaves/1", {
    ...ofAudit("LogEntry", "entry-with-leaf-of-neither-kind", "A leaf with a path alone.", {
      leaves: [redacted, { path: ["message", "role"] }],
    }),
    differences: hasNoKeyword,
  }),
  breaksRule("string.pattern", "/salt", {
    ...ofAudit("CommitmentLeaf", "leaf-with-long-salt", "A salt of 32 bytes.", { ...surviving, salt: hash }),
  }),

  valid(
    ofAudit(
      "ListEntriesRequest",
      "list-entries-request",
      "A page in the middle of a log.",
      { tenant_id: "acme", from_sequence: 1000, page_size: 500 },
      { tenantId: "acme", fromSequence: "1000", pageSize: 500 },
    ),
  ),
  valid(
    ofAudit(
      "ListEntriesResponse",
      "list-entries-response",
      "A page of one record.",
      { entries: [entryJson], log_size: 149 },
      { entries: [entryProtoJson], logSize: "149" },
    ),
  ),
  valid(ofAudit("ListEntriesResponse", "list-entries-response-empty", "A page beyond the end of an empty log.", {})),
  breaksRule("int32.gte_lte", "/page_size", {
    ...ofAudit(
      "ListEntriesRequest",
      "list-entries-request-too-large",
      "A page of 1001 records.",
      { page_size: 1001 },
      { pageSize: 1001 },
    ),
  }),
];
