// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { VerifyReport } from "./verify-report.js";

/** Writes a report as lines of text. */
export function formatReport(report: VerifyReport): string {
  const faults = Object.values(report.faults).reduce((sum, count) => sum + count, 0);
  const records = `${report.records.toLocaleString("en-US")} records`;
  const redacted = report.redacted === 0 ? "" : `, ${report.redacted.toLocaleString("en-US")} of them redacted`;
  const lines = [
    report.verified
      ? `verified: ${report.origin}: ${records}${redacted}`
      : `NOT VERIFIED: ${report.origin}: ${faults} fault${faults === 1 ? "" : "s"} in ${records}${redacted}`,
    ...report.first.map(({ message, line }) => `  ${line === undefined ? "" : `line ${line}: `}${message}`),
  ];
  if (faults > report.first.length) {
    const counts = Object.entries(report.faults).map(([code, count]) => `${count} ${code}`);
    lines.push(`  and more: ${counts.join(", ")} in all`);
  }
  for (const { start, end } of report.missing) {
    lines.push(`  missing altogether: ${end - start === 1 ? `record ${start}` : `records ${start} to ${end - 1}`}`);
  }
  for (const { size, state } of report.checkpoints) {
    lines.push(`checkpoint of size ${size}: ${state}`);
  }
  if (report.root !== undefined) {
    lines.push(`root: ${report.root}`);
  }
  lines.push(...report.not_verified.map((what) => `not verified: ${what}`));
  return `${lines.join("\n")}\n`;
}
