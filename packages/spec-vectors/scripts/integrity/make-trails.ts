// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { formatVerifierKey, type TrailCondition, type TrailVerdict } from "@chaukas/spec-integrity";
import { printExport, type Records } from "./alter-records.ts";
import { attacks, type ExpectedFault } from "./attacks.ts";
import { faultyLogs } from "./faulty-logs.ts";
import { growLog, logOrigin, logSigner, type RedactionStep, signRecords } from "./grow-log.ts";
import { sampleLogs, sentEvents } from "./sample-logs.ts";

/** An export, what its verifier keeps and allows, and the verdict. */
interface TrailVector {
  readonly summary: string;
  /** Kept checkpoints, as signed notes. */
  readonly checkpoints: readonly string[];
  readonly allow_later_redactions?: true;
  readonly verdict: TrailVerdict;
  /** What is not proved, for `conditional`. */
  readonly conditions?: readonly Pick<TrailCondition, "code" | "sequence">[];
  readonly code?: ExpectedFault["code"];
  readonly sequence?: number;
  readonly export: string;
}

const plain = sampleLogs.plain.records;
const redacted = sampleLogs.redacted.records;

/** Creates honest and forged exports, each with the verdict that a verifier must reach. */
export function makeTrails() {
  const trails = [...proveTrails(), ...limitTrails(), ...forgeTrails(), ...falsifyTrails()];
  return { origin: logOrigin, verifier_key: formatVerifierKey(logSigner), trails };
}

function proveTrails(): TrailVector[] {
  const once = (step: RedactionStep) => growLog([...sentEvents, step]).records;
  const cases: [string, Records][] = [
    ["nothing erased", plain],
    ["values erased from several events, by all methods, once and twice", redacted],
    ["one value erased", once({ redact: 2, places: ["/message/text"], method: { method: "mask" } })],
    ["everything erased", once({ redact: 2, places: ["/message", "/metadata"], method: { method: "drop" } })],
    [
      "a place erased that the producer had named",
      once({ redact: 3, places: ["/message/text", "/metadata"], method: { method: "drop" } }),
    ],
    ["tags and agent_name erased", once({ redact: 1, places: ["/tags/0", "/agent_name"], method: { method: "mask" } })],
    ["an element and its list", once({ redact: 1, places: ["/tags/1", "/tags"], method: { method: "drop" } })],
    ["no records", []],
  ];
  return cases.map(([summary, records]) => ({
    summary: `proved: ${summary}`,
    checkpoints: [signRecords(records)],
    verdict: "proved",
    export: printExport(records),
  }));
}

function limitTrails(): TrailVector[] {
  const size = redacted.length;
  const cut = redacted.slice(0, 8);
  const later = [1, 2, 3, 6].map((sequence) => ({ code: "later_redaction", sequence }) as const);
  const exportOfCut = printExport(cut);
  const first = redacted.slice(0, 7);
  return [
    {
      summary: "proved: several checkpoints",
      checkpoints: [0, 1, 9, size].map((kept) => signRecords(redacted, kept)),
      verdict: "proved",
      export: printExport(redacted),
    },
    {
      summary: "conditional: no kept checkpoint",
      checkpoints: [],
      verdict: "conditional",
      conditions: [{ code: "no_checkpoint" }],
      export: printExport(redacted),
    },
    {
      summary: "conditional: records after the largest kept checkpoint",
      checkpoints: [signRecords(redacted, 9), signRecords(redacted, 3)],
      verdict: "conditional",
      // Records 2, 3 and 6 are covered, but not the records that vouch for what they show.
      conditions: [
        { code: "not_covered" },
        ...[2, 3, 6].map((sequence) => ({ code: "not_covered", sequence }) as const),
      ],
      export: printExport(redacted),
    },
    {
      summary: "conditional: a checkpoint of size 0",
      checkpoints: [signRecords([])],
      verdict: "conditional",
      conditions: [{ code: "not_covered" }],
      export: printExport(plain),
    },
    {
      summary: "failed: redactions that are recorded after the last record",
      checkpoints: [signRecords(cut)],
      verdict: "failed",
      code: "wrong_redaction",
      sequence: 1,
      export: exportOfCut,
    },
    {
      summary: "conditional: redactions that are recorded after the last record, allowed",
      checkpoints: [signRecords(cut)],
      allow_later_redactions: true,
      verdict: "conditional",
      conditions: later,
      export: exportOfCut,
    },
    {
      summary: "conditional: redactions without any record, allowed",
      checkpoints: [signRecords(first)],
      allow_later_redactions: true,
      verdict: "conditional",
      conditions: later,
      export: printExport(first),
    },
    {
      summary: "proved: later redactions allowed, of which there are none",
      checkpoints: [signRecords(redacted)],
      allow_later_redactions: true,
      verdict: "proved",
      export: printExport(redacted),
    },
  ];
}

function forgeTrails(): TrailVector[] {
  return attacks.map(([name, on, forge, code, sequence]) => {
    const { records } = sampleLogs[on];
    const forged = forge(records);
    return failed(
      name,
      signRecords(records),
      typeof forged === "string" ? forged : printExport(forged),
      code,
      sequence,
    );
  });
}

function falsifyTrails(): TrailVector[] {
  return faultyLogs.map(([name, steps, code, sequence]) => {
    const { records } = growLog(steps);
    return failed(name, signRecords(records), printExport(records), code, sequence);
  });
}

function failed(
  name: string,
  checkpoint: string,
  text: string,
  code: ExpectedFault["code"],
  sequence: number | undefined,
): TrailVector {
  const fault = { code, ...(sequence !== undefined && { sequence }) };
  return { summary: `failed: ${name}`, checkpoints: [checkpoint], verdict: "failed", ...fault, export: text };
}
