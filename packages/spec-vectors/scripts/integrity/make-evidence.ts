// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  bytesFromHex,
  bytesToHex,
  createCompactRange,
  createInclusionProof,
  type EvidenceFaultCode,
  type EvidenceRecord,
  formatEvidenceHeader,
  formatEvidenceLine,
  formatVerifierKey,
  genesisHash,
  type TrailVerdict,
} from "@chaukas/spec-integrity";
import { alterEvent, alterWithHash, pretendRedaction, type Records, replaceRecord } from "./alter-records.ts";
import { growLog, logOrigin, logSigner, signRecords } from "./grow-log.ts";
import { makeEvent, sampleLogs, sentEvents } from "./sample-logs.ts";

/** Evidence, what its verifier has, and the verdict. */
interface EvidenceVector {
  readonly summary: string;
  /** Kept checkpoints, as signed notes. */
  readonly checkpoints: readonly string[];
  /** Whether the verifier has no public key. */
  readonly without_key?: true;
  readonly verdict: TrailVerdict;
  readonly conditions?: readonly { readonly code: "no_checkpoint" }[];
  readonly code?: EvidenceFaultCode;
  readonly sequence?: number;
  readonly evidence: string;
}

/** Forges records before they are selected, their lines, or the whole text. */
interface Forgery {
  readonly records?: (records: Records) => Records;
  readonly lines?: (lines: readonly EvidenceRecord[]) => readonly EvidenceRecord[];
  readonly text?: (text: string) => string;
}

type Attack = readonly [name: string, forgery: Forgery, code: EvidenceFaultCode, sequence?: number];

const { records } = sampleLogs.redacted;
const size = records.length;
/** One event as it was recorded, and one that was redacted twice, with both of its records. */
const chosen = [0, 2, 7, 10];
const nodes = new Map<string, Uint8Array>();
const range = createCompactRange();
for (const { leaf } of records) {
  range.append(bytesFromHex(leaf), ({ level, index }, hash) => nodes.set(`${level}/${index}`, hash));
}
const proofs = await Promise.all(
  records.map(async (_, index) => {
    const proof = await createInclusionProof(index, size, (wanted) =>
      wanted.map(({ level, index: place }) => nodes.get(`${level}/${place}`) as Uint8Array),
    );
    return proof.map(bytesToHex);
  }),
);

const withoutLast = growLog([...sentEvents, makeEvent(9)]).records;

/** Forged evidence with the fault that a verifier must find. */
const attacks: readonly Attack[] = [
  [
    "an array as an object",
    {
      records: (log) =>
        alterWithHash(log, 0, (event) =>
          Object.assign(event, { metadata: { phone: ["+49 30 1234567"], channel: {} } }),
        ),
    },
    "wrong_proof",
    0,
  ],
  [
    "another value",
    { records: (log) => alterEvent(log, 0, ({ metadata }) => Object.assign(metadata ?? {}, { phone: "1" })) },
    "wrong_content_hash",
    0,
  ],
  [
    "another replacement",
    { records: (log) => alterEvent(log, 2, (event) => Object.assign(event.content.value ?? {}, { text: "forged" })) },
    "wrong_redaction",
    2,
  ],
  [
    "a redaction without a record",
    {
      records: (log) =>
        pretendRedaction(log, 0, ["/message/text"], undefined, (event) =>
          Object.assign(event.content.value ?? {}, { text: "forged" }),
        ),
    },
    "wrong_redaction",
    0,
  ],
  ["the last of two records left out", { lines: (lines) => lines.slice(0, 3) }, "wrong_redaction", 2],
  ["the first of two records left out", { lines: (lines) => lines.toSpliced(2, 1) }, "wrong_redaction", 10],
  ["all records left out", { lines: (lines) => lines.slice(0, 2) }, "wrong_redaction", 2],
  [
    "a redacted event as it was before, with its key",
    { records: (log) => replaceRecord(log, 2, () => sampleLogs.redacted.redactions[0]?.before ?? {}) },
    "wrong_redaction",
    7,
  ],
  ["records in another order", { lines: (lines) => [...lines].reverse() }, "wrong_sequence", 7],
  ["a record twice", { lines: (lines) => [...lines.slice(0, 1), ...lines] }, "wrong_sequence", 0],
  [
    "the proof of another record",
    { lines: (lines) => lines.with(0, { ...(lines[0] as EvidenceRecord), proof: proofs[1] as string[] }) },
    "wrong_proof",
    0,
  ],
  [
    "a proof that is too short",
    { lines: (lines) => lines.with(0, { ...(lines[0] as EvidenceRecord), proof: (proofs[0] as string[]).slice(1) }) },
    "wrong_proof",
    0,
  ],
  [
    "another hash_prev",
    { records: (log) => alterEvent(log, 2, (event) => (event.hashPrev = genesisHash)) },
    "wrong_proof",
    2,
  ],
  [
    "another tenant",
    { records: (log) => alterEvent(log, 2, (event) => (event.tenantId = "other")) },
    "wrong_tenant",
    2,
  ],
  ["an event of another log", { records: (log) => log.with(7, withoutLast[7] as Records[number]) }, "wrong_proof", 7],
  [
    "the sequence of another record",
    { lines: (lines) => lines.with(0, { ...(lines[0] as EvidenceRecord), sequence: 1 }) },
    "wrong_server_field",
    1,
  ],
  [
    "a record beyond the checkpoint",
    { text: (text) => text.replaceAll("#0", "#99").replace('"seq":0', '"seq":99') },
    "wrong_proof",
    99,
  ],
  ["a checkpoint with another root", { text: (text) => text.replace(/(\\n\d+\\n)./, "$1_") }, "wrong_checkpoint"],
  ["a checkpoint of another key", { text: (text) => text.replace(/(— [^ ]+ ).{4}/, "$1AAAA") }, "wrong_checkpoint"],
  ["another size", { text: (text) => text.replace(`"size":${size}`, `"size":${size - 1}`) }, "wrong_checkpoint"],
  ["another origin", { text: (text) => text.replace('"origin":"audit', '"origin":"other') }, "wrong_origin"],
  [
    "a member more in the header",
    { text: (text) => text.replace('"selection"', '"\\u001b[2J":1,"selection"') },
    "malformed",
  ],
  ["a proof that is not in hex", { text: (text) => text.replace('"proof":["', '"proof":["Z') }, "malformed"],
  ["a record without a proof", { text: (text) => text.replace(/,"proof":\[[^\]]*\]/, "") }, "malformed"],
];

/** Creates honest and forged evidence from one log, each with the verdict that a verifier must reach. */
export function makeEvidence() {
  const evidence = [
    ...proveEvidence(),
    ...attacks.map(([name, forgery, code, sequence]): EvidenceVector => {
      const fault = { code, ...(sequence !== undefined && { sequence }) };
      const text = printEvidence(chosen, forgery);
      return { summary: `failed: ${name}`, checkpoints: [], verdict: "failed", ...fault, evidence: text };
    }),
    forkEvidence(),
  ];
  return { origin: logOrigin, verifier_key: formatVerifierKey(logSigner), evidence };
}

function proveEvidence(): EvidenceVector[] {
  const kept = signRecords(records);
  const all = records.map(({ sequence }) => sequence);
  const cases: [string, readonly number[], Partial<EvidenceVector>?][] = [
    ["two events, one of them redacted, with its records", chosen],
    ["the whole log", all],
    ["one event", [9]],
    ["no event", []],
    ["a redaction record alone", [8]],
    ["a second redaction record alone", [10]],
    ["a kept checkpoint instead of a key", chosen, { without_key: true, checkpoints: [kept] }],
    ["a key, and kept checkpoints of this size and another", chosen, { checkpoints: [kept, signRecords(records, 3)] }],
  ];
  const proved = cases.map(
    ([name, selected, given]): EvidenceVector => ({
      summary: `proved: ${name}`,
      checkpoints: [],
      verdict: "proved",
      ...given,
      evidence: printEvidence(selected),
    }),
  );
  const open = { without_key: true, verdict: "conditional", conditions: [{ code: "no_checkpoint" }] } as const;
  return [
    ...proved,
    {
      summary: "conditional: neither a key nor a checkpoint",
      checkpoints: [],
      ...open,
      evidence: printEvidence(chosen),
    },
    {
      summary: "conditional: no key, and a checkpoint of another size",
      checkpoints: [signRecords(records, 3)],
      ...open,
      evidence: printEvidence(chosen),
    },
  ];
}

/** The signer of the log shows one log to some and another to others. */
function forkEvidence(): EvidenceVector {
  const other = growLog(Array.from({ length: size }, (_, index) => makeEvent(index))).records;
  return {
    summary: "failed: a checkpoint that contradicts the kept one",
    checkpoints: [signRecords(other)],
    verdict: "failed",
    code: "wrong_checkpoint",
    evidence: printEvidence(chosen),
  };
}

function printEvidence(selected: readonly number[], forgery: Forgery = {}): string {
  const { records: forgeRecords = (log) => log, lines: forgeLines = (lines) => lines, text = (same) => same } = forgery;
  const forged = forgeRecords(records);
  const lines = selected.map((sequence): EvidenceRecord => {
    const { event, opening } = forged[sequence] as Records[number];
    return { sequence, opening, event, proof: proofs[sequence] as string[] };
  });
  const header = formatEvidenceHeader({
    origin: logOrigin,
    checkpoint: signRecords(records),
    size,
    selection: { tenant_id: "acme", session_id: "session-1" },
  });
  return text([header, ...forgeLines(lines).map(formatEvidenceLine)].map((line) => `${line}\n`).join(""));
}
