// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject } from "@bufbuild/protobuf";
import { breaksForm, breaksRule, type Case, type Draft, valid } from "../lib/case.ts";
import { countsCharacters, hasNoKeyword, isOpenList } from "../lib/differences.ts";
import { eventJson, eventProtoJson, without } from "../lib/event-templates.ts";

const hash = "706044f7e1a7a4b14fd5878eea1cd5f051c45be5ce5eb1cca043ce501be0782b";
const other = "2c9309415410535bcd1c194095bce831cf215cbc057164399fd4424ff250cd7a";
const salt = "250bd458ef97032f05045def39b2cd0b";
const record = `{"commit":"${other}","event_id":"event-1","hash_prev":"${hash}","seq":7,"ts":"2026-03-14T09:26:54Z","v":1}`;
const checkpoint = `example.com/t/acme\n149\ncGBE9+Gnu0T9WHj+6hzV8FHEW+XOXrHMoEPOUBvgeCs=\n\n— example.com/t/acme AAAAAA==\n`;

const text = { kind: "message", role: "user", text: "[redacted]" };
const redaction = { fields: ["/message/text"], method: "mask" };
const surviving = { pointer: "/message/role", salt };
const redacted = { digest: other };

const entryJson = { sequence: 7, record, event: eventJson(), salt_key: hash };
const entryProtoJson = { sequence: "7", record, event: eventProtoJson(), saltKey: hash };

const requestJson = {
  tenant_id: "acme",
  event_id: "event-1",
  fields: ["/message/text", "/metadata/email"],
  method: "mask",
  reason: "The person concerned asked for erasure.",
  requested_by: "Privacy office, case 118",
};
const requestProtoJson = {
  ...without(requestJson, "tenant_id", "event_id", "requested_by"),
  tenantId: "acme",
  eventId: "event-1",
  requestedBy: "Privacy office, case 118",
};

function of(name: string, id: string, summary: string, json: JsonObject, protojson: JsonObject = json): Draft {
  return { id, message: `chaukas.spec.audit.v1.${name}`, summary, json, protojson };
}

/** A request for redaction with members replaced, whose names are the same in both forms of JSON. */
function redact(id: string, summary: string, members: JsonObject): Draft {
  return of("RedactEventRequest", id, summary, { ...requestJson, ...members }, { ...requestProtoJson, ...members });
}

const entries = [
  valid(of("LogEntry", "entry", "A record whose commitment its salt key opens.", entryJson, entryProtoJson)),
  valid(
    of(
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
  valid(of("LogEntry", "entry-empty", "A message with nothing in it.", {})),
  valid(of("CommitmentLeaf", "leaf", "A leaf that survived.", surviving)),
  valid(of("CommitmentLeaf", "leaf-redacted", "A leaf that is redacted.", redacted)),
  breaksRule("log_entry.opening", "", {
    ...of(
      "LogEntry",
      "entry-with-key-and-leaves",
      "A record that keeps the key of salts that should be destroyed.",
      { ...entryJson, leaves: [redacted] },
      { ...entryProtoJson, leaves: [redacted] },
    ),
    differences: hasNoKeyword,
  }),
  breaksRule("string.pattern", "/salt_key", {
    ...of(
      "LogEntry",
      "entry-with-upper-case",
      "A salt key in upper case.",
      { ...entryJson, salt_key: hash.toUpperCase() },
      { ...entryProtoJson, saltKey: hash.toUpperCase() },
    ),
  }),
  breaksRule("int64.gte", "/sequence", {
    ...of("LogEntry", "entry-before-the-first", "A negative sequence.", { sequence: -1 }, { sequence: "-1" }),
  }),
  breaksRule("commitment_leaf.kind", "", {
    ...of("CommitmentLeaf", "leaf-of-both-kinds", "A redacted leaf whose salt is known.", { ...redacted, salt }),
    differences: hasNoKeyword,
  }),
  breaksRule("commitment_leaf.kind", "/leaves/1", {
    ...of("LogEntry", "entry-with-leaf-of-neither-kind", "A leaf with a pointer alone.", {
      leaves: [redacted, { pointer: "/message/role" }],
    }),
    differences: hasNoKeyword,
  }),
  breaksRule("string.pattern", "/salt", {
    ...of("CommitmentLeaf", "leaf-with-long-salt", "A salt of 32 bytes.", { ...surviving, salt: hash }),
  }),
];

const proofs = [
  valid(of("GetCheckpointRequest", "get-checkpoint-request-empty", "Asks for the newest checkpoint.", {})),
  valid(
    of(
      "GetCheckpointRequest",
      "get-checkpoint-request",
      "Asks for a checkpoint of a size at least.",
      { tenant_id: "acme", min_size: 149 },
      { tenantId: "acme", minSize: "149" },
    ),
  ),
  valid(of("GetCheckpointResponse", "get-checkpoint-response", "A signed note.", { checkpoint })),
  valid(
    of(
      "GetInclusionProofRequest",
      "get-inclusion-proof-request",
      "Names an event by its identifier.",
      { tenant_id: "acme", event_id: "event-1", tree_size: 149 },
      { tenantId: "acme", eventId: "event-1", treeSize: "149" },
    ),
  ),
  valid(
    of(
      "GetInclusionProofRequest",
      "get-inclusion-proof-request-by-sequence",
      "Names an event by its place in the log.",
      { sequence: 7 },
      { sequence: "7" },
    ),
  ),
  valid(of("GetInclusionProofRequest", "get-inclusion-proof-request-empty", "Names the first event of the log.", {})),
  valid(
    of(
      "GetInclusionProofResponse",
      "get-inclusion-proof-response",
      "A proof with the checkpoint that it leads to.",
      { entry: entryJson, tree_size: 149, hashes: [hash, other], checkpoint },
      { entry: entryProtoJson, treeSize: "149", hashes: [hash, other], checkpoint },
    ),
  ),
  valid(
    of(
      "GetConsistencyProofRequest",
      "get-consistency-proof-request",
      "Asks whether a log has only grown.",
      { tenant_id: "acme", from_size: 106, to_size: 149 },
      { tenantId: "acme", fromSize: "106", toSize: "149" },
    ),
  ),
  valid(
    of(
      "GetConsistencyProofRequest",
      "get-consistency-proof-request-to-newest",
      "Asks for the way to the newest checkpoint.",
      { from_size: 106 },
      { fromSize: "106" },
    ),
  ),
  valid(
    of(
      "GetConsistencyProofResponse",
      "get-consistency-proof-response",
      "A proof with the checkpoint that it leads to.",
      { from_size: 106, to_size: 149, hashes: [hash, other], checkpoint },
      { fromSize: "106", toSize: "149", hashes: [hash, other], checkpoint },
    ),
  ),
  breaksRule("get_inclusion_proof_request.record", "", {
    ...of(
      "GetInclusionProofRequest",
      "get-inclusion-proof-request-of-two",
      "Names an event twice.",
      { event_id: "event-1", sequence: 7 },
      { eventId: "event-1", sequence: "7" },
    ),
  }),
  breaksRule("required", "/from_size", {
    ...of(
      "GetConsistencyProofRequest",
      "get-consistency-proof-request-from-nothing",
      "A proof from size 0, which would prove nothing.",
      { to_size: 149 },
      { toSize: "149" },
    ),
  }),
  breaksRule("get_consistency_proof_request.order", "", {
    ...of(
      "GetConsistencyProofRequest",
      "get-consistency-proof-request-backwards",
      "Sizes in the wrong order.",
      { from_size: 149, to_size: 106 },
      { fromSize: "149", toSize: "106" },
    ),
  }),
  breaksRule("string.pattern", "/hashes/1", {
    ...of("GetInclusionProofResponse", "get-inclusion-proof-response-of-a-short-hash", "A hash cut short.", {
      hashes: [hash, other.slice(1)],
    }),
  }),
  breaksRule("repeated.max_items", "/hashes", {
    ...of(
      "GetConsistencyProofResponse",
      "get-consistency-proof-response-too-long",
      "More hashes than a tree is high.",
      {
        hashes: Array(65).fill(hash),
      },
    ),
  }),
];

const tiles = [
  valid(
    of(
      "GetTileRequest",
      "get-tile-request",
      "A partial tile of level 1.",
      { tenant_id: "acme", level: 1, index: 1234067, width: 112 },
      { tenantId: "acme", level: 1, index: "1234067", width: 112 },
    ),
  ),
  valid(of("GetTileRequest", "get-tile-request-empty", "The first tile of level 0, in full.", {})),
  valid(of("GetTileResponse", "get-tile-response", "Two hashes.", { hashes: base64(hash + other) })),
  valid(
    of(
      "GetEntryBundleRequest",
      "get-entry-bundle-request",
      "A partial bundle.",
      { tenant_id: "acme", index: 4, width: 1 },
      { tenantId: "acme", index: "4", width: 1 },
    ),
  ),
  valid(
    of("GetEntryBundleResponse", "get-entry-bundle-response", "One record behind its length.", {
      entries: base64(`${record.length.toString(16).padStart(4, "0")}${Buffer.from(record).toString("hex")}`),
    }),
  ),
  breaksRule("int32.gte_lte", "/width", {
    ...of("GetTileRequest", "get-tile-request-too-wide", "A width of 257.", { width: 257 }),
  }),
  breaksRule("int32.gte_lte", "/level", {
    ...of("GetTileRequest", "get-tile-request-too-high", "A level that no tree reaches.", { level: 64 }),
  }),
  breaksForm("bad_value", "/hashes", {
    id: "get-tile-response-without-padding",
    message: "chaukas.spec.audit.v1.GetTileResponse",
    summary: "Bytes in base64 that lacks its padding.",
    json: { hashes: "AAA" },
  }),
];

const pages = [
  valid(
    of(
      "ListEntriesRequest",
      "list-entries-request",
      "A page in the middle of a log.",
      { tenant_id: "acme", from_sequence: 1000, page_size: 500 },
      { tenantId: "acme", fromSequence: "1000", pageSize: 500 },
    ),
  ),
  valid(
    of(
      "ListEntriesResponse",
      "list-entries-response",
      "A page of one record.",
      { entries: [entryJson], log_size: 149 },
      { entries: [entryProtoJson], logSize: "149" },
    ),
  ),
  valid(of("ListEntriesResponse", "list-entries-response-empty", "A page beyond the end of an empty log.", {})),
  breaksRule("int32.gte_lte", "/page_size", {
    ...of(
      "ListEntriesRequest",
      "list-entries-request-too-large",
      "A page of 1001 records.",
      { page_size: 1001 },
      { pageSize: 1001 },
    ),
  }),
];

const redactions = [
  valid(
    of("RedactEventRequest", "redact-event-request", "A request to mask two values.", requestJson, requestProtoJson),
  ),
  valid(redact("redact-event-request-hash", "A request to replace values by hashes.", { method: "hash" })),
  valid(redact("redact-event-request-drop", "A request to leave values out.", { method: "drop" })),
  valid(
    of(
      "RedactEventResponse",
      "redact-event-response",
      "An event without its text.",
      { event: eventJson({ content: text, redaction }), redaction_sequence: 149, redaction_event_id: "event-150" },
      {
        event: eventProtoJson({ message: without(text, "kind"), redaction }),
        redactionSequence: "149",
        redactionEventId: "event-150",
      },
    ),
  ),
  breaksRule("string.in", "/method", {
    ...redact("redact-event-request-unknown-method", "A method that there is not.", { method: "shred" }),
    differences: isOpenList,
  }),
  breaksRule("required", "/fields", {
    ...redact("redact-event-request-of-nothing", "No place to redact.", { fields: [] }),
  }),
  breaksRule("repeated.unique", "/fields", {
    ...redact("redact-event-request-of-one-place-twice", "The same place twice.", { fields: ["/message", "/message"] }),
  }),
  breaksRule("string.min_bytes", "/fields/0", {
    ...redact("redact-event-request-of-everything", "The event as a whole.", { fields: [""] }),
  }),
  breaksRule("string.max_bytes", "/reason", {
    ...redact("redact-event-request-long-reason", "A reason of 1026 bytes.", { reason: "é".repeat(513) }),
    differences: countsCharacters,
  }),
  ...(["event_id", "method", "reason"] as const).map((name) =>
    breaksRule("required", `/${name}`, {
      ...of(
        "RedactEventRequest",
        `redact-event-request-without-${name.replace("_", "-")}`,
        `A request without ${name}.`,
        without(requestJson, name),
        without(requestProtoJson, name === "event_id" ? "eventId" : name),
      ),
    }),
  ),
];

function base64(hex: string): string {
  return Buffer.from(hex, "hex").toString("base64");
}

export const audit: readonly Case[] = [...entries, ...proofs, ...tiles, ...pages, ...redactions];
