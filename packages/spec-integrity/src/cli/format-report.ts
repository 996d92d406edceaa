// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { VerifyReport } from "./verify-report.js";

const maxPlaces = 8;
const maxSelectionLength = 1000;

/**
 * Formats a report as lines of text: the verdict, its faults, what was checked, what was redacted, and what is not
 * proved. A failed report ends with the verdict again, so that no later line is taken for it.
 */
export function formatReport(report: VerifyReport): string[] {
  const verdict = formatVerdict(report);
  return [
    verdict,
    ...formatFaults(report),
    ...report.missing.map((range) => `  missing: ${nameRecords(range.start, range.end)}`),
    ...formatChecks(report).map((line) => `checked: ${line}`),
    ...formatRedactions(report).map((line) => `redacted: ${line}`),
    ...report.conditions.map(({ message }) => `not proved: ${message}`),
    ...formatSelection(report),
    ...(report.verdict === "failed" ? [verdict] : []),
  ];
}

function formatVerdict({ verdict, origin, faults, records, redacted }: VerifyReport): string {
  const erased = redacted === 0 ? "" : `, ${group(redacted)} of them redacted`;
  const count = sum(faults);
  const found = verdict === "failed" ? `${count} fault${count === 1 ? "" : "s"} in ` : "";
  return `${verdict.toUpperCase()}: ${origin}: ${found}${group(records)} record${records === 1 ? "" : "s"}${erased}`;
}

function formatFaults({ first, faults }: VerifyReport): string[] {
  const lines = first.map(({ message, line }) => `  ${line === undefined ? "" : `line ${line}: `}${message}`);
  if (sum(faults) <= first.length) {
    return lines;
  }
  const counts = Object.entries(faults).map(([code, count]) => `${count} ${code}`);
  return [...lines, `  and more, in total: ${counts.join(", ")}`];
}

function formatChecks({ checkpoints, covered, records, root }: VerifyReport): string[] {
  const lines = checkpoints.map(({ size, state, from }) => `${nameCheckpoint(size, from)}: ${state}`);
  if (checkpoints.length > 0 && records > 0) {
    lines.push(`${group(Math.min(covered, records))} of ${group(records)} records match a checkpoint`);
  }
  return root === undefined ? lines : [...lines, `the root of the tree is ${root}`];
}

function nameCheckpoint(size: number, from: VerifyReport["checkpoints"][number]["from"]): string {
  switch (from) {
    case "kept":
      return `the kept checkpoint of size ${size}`;
    case "server":
      return `the checkpoint of size ${size} that the server signed for this run`;
    case "evidence":
      return `the checkpoint of size ${size} that the key signed, in the evidence`;
  }
}

/** Says what evidence never proves, whatever the verdict on its records. */
function formatSelection({ selection }: VerifyReport): string[] {
  return selection === undefined
    ? []
    : [`never proved: that these are all records of the selection ${clip(JSON.stringify(selection))}, or of the log`];
}

function clip(text: string): string {
  return text.length <= maxSelectionLength ? text : `${text.slice(0, maxSelectionLength)}…`;
}

function formatRedactions({ redactions, redaction_count }: VerifyReport): string[] {
  const lines = redactions.map(({ sequence, event_id, recorded_by, time, places, method, reason, ...who }) => {
    const more = places.length > maxPlaces ? ` and ${places.length - maxPlaces} more` : "";
    const parts = [
      `${quoteAll(places.slice(0, maxPlaces))}${more} (${method})`,
      time ?? "at an unknown time",
      who.key_id !== undefined && `by the key ${JSON.stringify(who.key_id)}`,
      who.operator !== undefined && `by the operator ${JSON.stringify(who.operator)}`,
      who.requested_by !== undefined && `requested by ${JSON.stringify(who.requested_by)}`,
      `reason ${JSON.stringify(reason)}`,
      `recorded by record ${recorded_by}`,
    ];
    return `record ${sequence} (${event_id}): ${parts.filter((part) => part !== false).join(", ")}`;
  });
  const rest = redaction_count - redactions.length;
  return rest === 0 ? lines : [...lines, `and ${group(rest)} more redactions`];
}

function quoteAll(places: readonly string[]): string {
  return places.map((place) => JSON.stringify(place)).join(" ");
}

function nameRecords(start: number, end: number): string {
  return end - start === 1 ? `record ${start}` : `records ${start} to ${end - 1}`;
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function group(count: number): string {
  return count.toLocaleString("en-US");
}
