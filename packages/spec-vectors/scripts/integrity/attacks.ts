// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import { type Event, EventSchema, type RedactionRecord } from "@chaukas/spec-common";
import {
  type ExportedRecord,
  formatProofId,
  genesisHash,
  type LeafOpening,
  type TrailFaultCode,
} from "@chaukas/spec-integrity";
import {
  alterEvent,
  alterWithHash,
  pretendRedaction,
  printExport,
  type Records,
  rebuildFrom,
  recommit,
  replaceRecord,
} from "./alter-records.ts";
import { growLog } from "./grow-log.ts";
import { makeEvent, sampleLogs, sentEvents } from "./sample-logs.ts";

/** Fault that a verifier finds. Without a sequence, it belongs to no record. */
export interface ExpectedFault {
  readonly code: TrailFaultCode;
  readonly sequence?: number;
}

/**
 * A forgery of an export of a log whose checkpoint is kept. Its name begins with the kind of what is forged. The first
 * forges the records, or the text of the export.
 */
export type Attack = readonly [
  name: string,
  on: keyof typeof sampleLogs,
  forge: (records: Records) => Records | string,
  code: TrailFaultCode,
  sequence?: number,
];

type Json = Record<string, unknown>;

const argumentsOf = (event: Event) => (event.content.value as { arguments: Json }).arguments;
const showPayees = (event: Event) => Object.assign(argumentsOf(event), { payees: { "0": "alice", "1": "bob" } });
const showLimits = (event: Event) => Object.assign(argumentsOf(event), { limits: [10, 20.5] });
const showContent = (content: MessageInitShape<typeof EventSchema>["content"]) => (event: Event) => {
  event.content = create(EventSchema, content === undefined ? {} : { content }).content;
};
const showText = (text: string) => (event: Event) => Object.assign(event.content.value ?? {}, { text });
const recordIn = (event: Event) => event.content.value as RedactionRecord;
const openingOf = (records: Records, sequence: number) => records[sequence]?.opening as LeafOpening;
const admin = { admin: true };
const message = showContent({ case: "message", value: { role: "user", text: "I never asked for this." } });
const invocation = showContent({ case: "llmInvocation", value: { provider: "p", response: { text: "forged" } } });
const [, , secondOfTwo] = sampleLogs.redacted.redactions;
const screen = "\u001b[2J\u001b[Hverified: 7 records\n";

/**
 * Forged exports with the fault that a verifier must find. To add one, add a row: the vectors, and the checks of every
 * implementation, take it from here.
 */
export const attacks: readonly Attack[] = [
  // Other containers than were recorded, whose leaves have the same JSON Pointers.
  ["container: an array as an object", "plain", (log) => alterWithHash(log, 1, showPayees), "wrong_commitment", 1],
  ["container: an object as an array", "plain", (log) => alterWithHash(log, 1, showLimits), "wrong_commitment", 1],
  [
    "container: an empty array as an empty object",
    "plain",
    (log) => alterWithHash(log, 1, (event) => Object.assign(argumentsOf(event), { "a/b~": {} })),
    "wrong_commitment",
    1,
  ],
  [
    "container: an array as an object, with the commitment of what is shown",
    "plain",
    (log) => recommit(alterWithHash(log, 1, showPayees), 1),
    "wrong_leaf",
    1,
  ],
  [
    "container: an array as an object, in a log that was rebuilt from there",
    "plain",
    (log) => rebuildFrom(log, 1, showPayees),
    "wrong_root",
    6,
  ],
  [
    "container: an array as an object beside erased values",
    "redacted",
    (log) => alterEvent(log, 1, showPayees),
    "wrong_commitment",
    1,
  ],
  [
    "container: a path with a number for a key",
    "redacted",
    (log) =>
      replaceRecord(alterEvent(log, 1, showLimits), 1, ({ opening }) => ({
        opening: {
          leaves: (opening as LeafOpening).leaves.map((leaf) =>
            "path" in leaf && leaf.path[2] === "limits"
              ? { ...leaf, path: ["tool_call", "arguments", "limits", 0] }
              : leaf,
          ),
        },
      })),
    "wrong_commitment",
    1,
  ],

  // Erasures that the log knows nothing of.
  [
    "no record: other values in place of two leaves",
    "plain",
    (log) =>
      pretendRedaction(log, 1, ["/tool_call/name", "/tool_call/arguments/note"], undefined, (event) => {
        Object.assign(event.content.value ?? {}, { name: "delete" });
        Object.assign(argumentsOf(event), { note: "forged" });
      }),
    "wrong_redaction",
    1,
  ],
  [
    "no record: a hole in place of a leaf",
    "plain",
    (log) =>
      pretendRedaction(log, 1, ["/tool_call/arguments/note"], undefined, (event) => delete argumentsOf(event)["note"]),
    "wrong_redaction",
    1,
  ],
  [
    "no record: nothing else than was recorded",
    "plain",
    (log) => pretendRedaction(log, 1, ["/tool_call/name"]),
    "wrong_redaction",
    1,
  ],
  [
    "no record: everything in the event as erased",
    "plain",
    (log) =>
      pretendRedaction(log, 1, [""], undefined, (event) => {
        message(event);
        Object.assign(event, { metadata: { forged: true }, tags: ["forged"] });
      }),
    "wrong_redaction",
    1,
  ],
  [
    "no record: content of another kind",
    "plain",
    (log) => pretendRedaction(log, 1, ["/tool_call"], ["/tool_call", "/llm_invocation"], invocation),
    "wrong_redaction",
    1,
  ],
  [
    "no record: content of another kind at a place that is not erased",
    "plain",
    (log) => pretendRedaction(log, 1, ["/tool_call"], undefined, invocation),
    "wrong_commitment",
    1,
  ],
  [
    "no record: a new member, with all leaves opened",
    "plain",
    (log) =>
      pretendRedaction(log, 1, [], ["/infrastructure"], (event) =>
        Object.assign(event, { infrastructure: create(EventSchema, { infrastructure: { host: "x" } }).infrastructure }),
      ),
    "malformed",
    1,
  ],
  [
    "no record: a new argument, with all leaves opened",
    "plain",
    (log) =>
      pretendRedaction(log, 1, [], ["/tool_call/arguments/admin"], (event) => Object.assign(argumentsOf(event), admin)),
    "malformed",
    1,
  ],
  [
    "no record: a new argument, with one leaf erased",
    "plain",
    (log) =>
      pretendRedaction(log, 1, ["/tool_call/id"], ["/tool_call/id", "/tool_call/arguments/admin"], (event) =>
        Object.assign(argumentsOf(event), admin),
      ),
    "wrong_redaction",
    1,
  ],
  [
    "no record: metadata of a client that looks like a record",
    "plain",
    (log) => pretendRedaction(log, 2, ["/message/text"], undefined, showText("forged")),
    "wrong_redaction",
    2,
  ],
  [
    "no record: an event of a client as a record",
    "plain",
    (log) =>
      alterWithHash(
        log,
        4,
        showContent({ case: "redactionRecord", value: { eventId: "event-2", sequence: 2n, ordinal: 1 } }),
      ),
    "wrong_commitment",
    4,
  ],
  [
    "no record: an event of a client as a record in place of erased content",
    "plain",
    (log) =>
      pretendRedaction(
        log,
        4,
        [""],
        undefined,
        showContent({ case: "redactionRecord", value: { eventId: "event-2", sequence: 2n, ordinal: 1 } }),
      ),
    "wrong_redaction",
    4,
  ],

  // Erasures that the log knows, shown differently.
  ["replacement: another text", "redacted", (log) => alterEvent(log, 2, showText("forged")), "wrong_redaction", 2],
  ["replacement: no text", "redacted", (log) => alterEvent(log, 2, showText("")), "wrong_redaction", 2],
  [
    "replacement: another hash",
    "redacted",
    (log) => alterEvent(log, 2, ({ metadata }) => Object.assign(metadata ?? {}, { phone: genesisHash })),
    "wrong_redaction",
    2,
  ],
  [
    "replacement: a value in a hole",
    "redacted",
    (log) => alterEvent(log, 1, (event) => Object.assign(argumentsOf(event), { payees: ["mallory", "bob"] })),
    "wrong_redaction",
    1,
  ],
  [
    "replacement: a member that was cleared",
    "redacted",
    (log) => alterEvent(log, 1, (event) => Object.assign(event, { agentName: "forged" })),
    "wrong_redaction",
    1,
  ],
  [
    "replacement: a list that was cleared",
    "redacted",
    (log) => alterEvent(log, 1, (event) => Object.assign(event, { tags: ["forged"] })),
    "wrong_redaction",
    1,
  ],
  [
    "replacement: content of another kind in place of content that was erased",
    "redacted",
    (log) => alterEvent(log, 6, message),
    "wrong_commitment",
    6,
  ],
  [
    "replacement: a new member beside the erased ones",
    "redacted",
    (log) => alterEvent(log, 2, ({ metadata }) => Object.assign(metadata ?? {}, { forged: 1 })),
    "wrong_commitment",
    2,
  ],
  [
    "redaction: one more place",
    "redacted",
    (log) => alterEvent(log, 2, ({ redaction }) => redaction?.fields.push("/message/role")),
    "wrong_redaction",
    2,
  ],
  [
    "redaction: a place with terminal controls",
    "redacted",
    (log) => alterEvent(log, 2, ({ redaction }) => redaction?.fields.push(`/message/${screen}`)),
    "wrong_redaction",
    2,
  ],
  [
    "redaction: a place twice",
    "redacted",
    (log) => alterEvent(log, 2, ({ redaction }) => redaction?.fields.push("/message/text")),
    "wrong_redaction",
    2,
  ],
  [
    "redaction: the places in another order",
    "redacted",
    (log) => alterEvent(log, 2, ({ redaction }) => redaction?.fields.reverse()),
    "wrong_redaction",
    2,
  ],
  [
    "redaction: another method",
    "redacted",
    (log) => alterEvent(log, 2, ({ redaction }) => Object.assign(redaction ?? {}, { method: "drop", saltId: "" })),
    "wrong_redaction",
    2,
  ],
  [
    "redaction: without the places of the producer",
    "redacted",
    (log) => alterEvent(log, 3, ({ redaction }) => redaction?.fields.shift()),
    "wrong_commitment",
    3,
  ],
  [
    "redaction: none in the opening of an event whose producer redacted",
    "redacted",
    (log) => replaceRecord(log, 3, () => ({ opening: { leaves: openingOf(log, 3).leaves } })),
    "wrong_commitment",
    3,
  ],
  [
    "redaction: with a content hash",
    "redacted",
    (log) => alterEvent(log, 2, (event) => (event.contentHash = genesisHash)),
    "wrong_content_hash",
    2,
  ],
  [
    "redaction: an event as the first of its two redactions left it",
    "redacted",
    (log) => replaceRecord(log, 2, () => secondOfTwo?.before ?? {}),
    "wrong_redaction",
    2,
  ],
  [
    "redaction: an event as it was before, with its key",
    "redacted",
    (log) => replaceRecord(log, 2, () => sampleLogs.redacted.redactions[0]?.before ?? {}),
    "wrong_redaction",
    7,
  ],
  [
    "opening: two digests swapped",
    "redacted",
    (log) => {
      const { leaves } = openingOf(log, 6);
      return replaceRecord(log, 6, () => ({
        opening: { leaves: [leaves[1] as never, leaves[0] as never, ...leaves.slice(2)] },
      }));
    },
    "wrong_commitment",
    6,
  ],
  [
    "opening: one leaf less",
    "redacted",
    (log) => replaceRecord(log, 6, () => ({ opening: { leaves: openingOf(log, 6).leaves.slice(1) } })),
    "wrong_commitment",
    6,
  ],
  [
    "opening: a leaf twice",
    "redacted",
    (log) => {
      const { leaves } = openingOf(log, 1);
      const known = leaves.filter((leaf) => "path" in leaf);
      return replaceRecord(log, 1, () => ({ opening: { leaves: [...leaves, ...known.slice(0, 1)] } }));
    },
    "wrong_commitment",
    1,
  ],
  [
    "opening: a path with terminal controls",
    "redacted",
    (log) =>
      replaceRecord(log, 1, () => ({
        opening: {
          leaves: openingOf(log, 1).leaves.map((leaf) => ("path" in leaf ? { ...leaf, path: [screen] } : leaf)),
        },
      })),
    "wrong_commitment",
    1,
  ],
  [
    "opening: that of another event",
    "plain",
    (log) => replaceRecord(log, 2, () => ({ opening: log[0]?.opening as LeafOpening })),
    "wrong_commitment",
    2,
  ],
  ["opening: no leaves", "plain", (log) => replaceRecord(log, 2, () => ({ opening: { leaves: [] } })), "malformed", 2],

  // Redaction records.
  [
    "record: another reason",
    "redacted",
    (log) => alterWithHash(log, 7, (event) => (recordIn(event).reason = "none")),
    "wrong_commitment",
    7,
  ],
  [
    "record: the hash of a forged replacement",
    "redacted",
    (log) => alterWithHash(log, 7, (event) => (recordIn(event).shownHash = genesisHash)),
    "wrong_commitment",
    7,
  ],
  ["record: left out", "redacted", (log) => log.toSpliced(8, 1), "wrong_sequence", 8],
  ["record: twice", "redacted", (log) => log.toSpliced(8, 0, log[7] as ExportedRecord), "wrong_sequence", 8],
  [
    "record: replaced by another about the same event",
    "redacted",
    (log) => log.with(7, { ...(log[10] as ExportedRecord), sequence: 7 }),
    "wrong_server_field",
    7,
  ],
  [
    "record: erased itself",
    "redacted",
    (log) =>
      pretendRedaction(log, 7, ["/redaction_record/reason"], undefined, (event) => (recordIn(event).reason = "")),
    "wrong_redaction",
    7,
  ],

  // Single values, and the order of records.
  ["event: another value", "plain", (log) => alterEvent(log, 2, showText("x")), "wrong_content_hash", 2],
  [
    "event: another id, with terminal controls",
    "plain",
    (log) => alterWithHash(log, 2, (event) => (event.eventId = screen)),
    "wrong_commitment",
    2,
  ],
  [
    "event: a plain member more",
    "plain",
    (log) => alterWithHash(log, 2, (event) => (event.spanId = "span-1")),
    "wrong_commitment",
    2,
  ],
  [
    "event: another tenant",
    "plain",
    (log) => alterEvent(log, 4, (event) => (event.tenantId = "other")),
    "wrong_tenant",
    4,
  ],
  [
    "event: another tenant, with terminal controls",
    "plain",
    (log) => alterEvent(log, 4, (event) => (event.tenantId = screen)),
    "wrong_tenant",
    4,
  ],
  [
    "event: hash_prev of another record",
    "plain",
    (log) => alterEvent(log, 2, (event) => (event.hashPrev = genesisHash)),
    "wrong_leaf",
    2,
  ],
  [
    "event: another server_timestamp",
    "plain",
    (log) => alterEvent(log, 2, (event) => (event.serverTimestamp = create(TimestampSchema))),
    "wrong_leaf",
    2,
  ],
  [
    "event: worm_proof_id of another origin",
    "plain",
    (log) => alterEvent(log, 4, (event) => (event.wormProofId = formatProofId("example.org/t/acme", 4))),
    "wrong_server_field",
    4,
  ],
  ["log: reordered", "plain", (log) => log.toSpliced(1, 2, ...log.slice(1, 3).reverse()), "wrong_sequence", 1],
  ["log: a record deleted", "plain", (log) => log.toSpliced(3, 1), "wrong_sequence", 3],
  ["log: a record inserted", "plain", (log) => log.toSpliced(3, 0, log[2] as ExportedRecord), "wrong_sequence", 3],
  ["log: truncated", "plain", (log) => log.slice(0, -1), "truncated"],
  ["log: another first hash", "plain", () => growLog(sentEvents, "0".repeat(64)).records, "wrong_hash_prev", 0],
  ["log: rebuilt after a change", "plain", () => growLog(sentEvents.with(1, makeEvent(9))).records, "wrong_root", 6],

  // Texts that are not exports.
  [
    "text: a control character in the header",
    "plain",
    (log) => printExport(log).replace("audit.example.com", "audit\u0007.example.com"),
    "malformed",
  ],
  [
    "text: terminal controls in the header",
    "plain",
    (log) => printExport(log).replace('"origin"', `"${screen.trim()}"`),
    "malformed",
  ],
  [
    "text: another size in the header than that of the export",
    "plain",
    (log) => printExport(log).replace('"size":7', '"size":8'),
    "malformed",
  ],
  [
    "text: the origin of another log in the header",
    "plain",
    (log) => printExport(log).replace('"origin":"audit', '"origin":"other'),
    "malformed",
  ],
  [
    "text: an unknown member with terminal controls",
    "plain",
    (log) => printExport(log).replace('"event":{', '"event":{"\\u001b[2Jverified":1,'),
    "malformed",
    0,
  ],
  [
    "text: a member twice",
    "plain",
    (log) => printExport(log).replace('"text":"This is message 2."', '"text":"x","text":"This is message 2."'),
    "malformed",
    2,
  ],
  [
    "text: a lone surrogate",
    "plain",
    (log) => printExport(log).replace("This is message 2.", "\\ud800"),
    "malformed",
    2,
  ],
  [
    "text: an opening with key and leaves",
    "plain",
    (log) => printExport(log).replace(/"opening":\{"key"/, '"opening":{"leaves":[],"key"'),
    "malformed",
    0,
  ],
  [
    "text: salt before path",
    "redacted",
    (log) => printExport(log).replace(/("path":\[[^\]]*\]),("salt":"\w+")/, "$2,$1"),
    "malformed",
    1,
  ],
  [
    "text: an empty member in the redaction of an opening",
    "redacted",
    (log) => printExport(log).replace(/(\}\],"redaction":\{"fields":\[[^\]]*\],"method":"mask")\}/, '$1,"salt_id":""}'),
    "malformed",
    3,
  ],
  [
    "text: a key that is escaped for no reason",
    "redacted",
    (log) => printExport(log).replace('"path":["metadata"', '"path":["\\u006detadata"'),
    "malformed",
    1,
  ],
  [
    "text: white space in an opening",
    "redacted",
    (log) => printExport(log).replace('"path":["metadata",', '"path":["metadata", '),
    "malformed",
    1,
  ],
  [
    "text: a path as a JSON Pointer",
    "redacted",
    (log) => printExport(log).replace('"path":["metadata","channel","name"]', '"pointer":"/metadata/channel/name"'),
    "malformed",
    1,
  ],
];
