// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readSpecVersions } from "@chaukas/api-changes/next-version";
import type { Captured } from "@chaukas/tooling/run";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createScratchClone, type ScratchClone } from "./scratch-clone.ts";

const proto = "proto/chaukas/spec/common/v1/query.proto";
const events = "proto/chaukas/spec/common/v1/events.proto";
const options = "chaukas.spec.options.v1";
const maxBatchSize = "int32 max_batch_size = 13 [";

const { current, next } = readSpecVersions();

/** A fault of an element: the text to replace, what with, and how the gate reports it. */
type Seed = readonly [what: string, from: string, to: string, message: string];

const queryFaults: readonly Seed[] = [
  [
    "a new field without since, even if its message has it",
    "bool rbac = 4;",
    "bool rbac = 4;\n  // Novelty.\n  bool novelty = 20;",
    `Capabilities.novelty: expected the version that added it, (${options}.field).since = "${next}"`,
  ],
  [
    "a new message without since",
    "message QueryRequest {",
    "message Novelty {\n  // Novelty.\n  bool novelty = 1;\n}\n\n// Query.\nmessage QueryRequest {",
    `Novelty: expected the version that added it, (${options}.message).since = "1.2.0" or similar`,
  ],
  [
    "an invalid version",
    `${maxBatchSize}(${options}.field).since = "1.1.0"`,
    `${maxBatchSize}(${options}.field).since = "next"`,
    `Capabilities.max_batch_size: expected (${options}.field).since to be a version such as 1.2.0, got "next"`,
  ],
  [
    "a deprecated field without a replacement or a reason",
    "bool has_more = 4 [",
    "bool has_more = 4 [deprecated = true, ",
    `QueryResponse.has_more: is deprecated: expected (${options}.field).replaced_by or (${options}.field).deprecation_reason`,
  ],
  [
    "a replacement of a field that is not deprecated",
    "bool supports_statistics = 12 [",
    `bool supports_statistics = 12 [(${options}.field).replaced_by = "rbac", `,
    "Capabilities.supports_statistics: has a replacement or a reason for deprecation: expected the option deprecated = true as well",
  ],
  ...[current, "1.0.0", "9.0.0"].map(
    (since, index): Seed => [
      `a new field with since ${since}`,
      "bool sso = 5;",
      `bool sso = 5;\n  ${newField(`novelty_${index}`, since)}`,
      `Capabilities.novelty_${index}: is new: expected (${options}.field).since = "${next}", the version that follows ${current} according to the changesets, got "${since}"`,
    ],
  ),
  [
    "a change of a published version",
    `bool supports_batch_ingestion = 10 [(${options}.field).since = "1.1.0"]`,
    `bool supports_batch_ingestion = 10 [(${options}.field).since = "${next}"]`,
    `Capabilities.supports_batch_ingestion: expected (${options}.field).since = "1.1.0", as published, got "${next}"; restore it: the version that added an element never changes`,
  ],
  [
    "the removal of a published version",
    `bool supports_event_querying = 11 [(${options}.field).since = "1.1.0"]`,
    "bool supports_event_querying = 11",
    `Capabilities.supports_event_querying: expected (${options}.field).since = "1.1.0", as published, got "1.0.0"; restore it: the version that added an element never changes`,
  ],
  [
    "a replacement that names nothing",
    "int64 total_count = 3 [",
    `int64 total_count = 3 [(${options}.field).replaced_by = "nothing", deprecated = true, `,
    `QueryResponse.total_count: expected (${options}.field).replaced_by to name an existing element, by its full name or the name of a sibling, got "nothing"`,
  ],
  [
    "a replacement that names itself",
    "bool policy_decisions = 6;",
    `bool policy_decisions = 6 [(${options}.field).replaced_by = "policy_decisions", deprecated = true];`,
    `Capabilities.policy_decisions: expected (${options}.field).replaced_by to name another element, got itself`,
  ],
];

const seededReason = `(${options}.not_redactable_because) = "Seeded.", `;

// Marks for personal data on fields that nothing can erase.
const unredactable: readonly Seed[] = [
  [
    "a plain member of an event",
    "string trace_id = 23 [",
    `string trace_id = 23 [(${options}.pii) = PII_LIKELY, `,
    `Event.trace_id: expected a field with (${options}.pii) = PII_LIKELY to be redactable, got Event.trace_id, which chaukas-integrity/1 never erases;`,
  ],
  [
    "a member of a plain one",
    "string salt_id = 3 [",
    `string salt_id = 3 [(${options}.pii) = PII_POSSIBLE, `,
    `RedactionInfo.salt_id: expected a field with (${options}.pii) = PII_POSSIBLE to be redactable, got Event.redaction.salt_id, which chaukas-integrity/1 never erases;`,
  ],
  [
    "a member of the record of a redaction",
    "string key_id = 11 [",
    `string key_id = 11 [(${options}.pii) = PII_POSSIBLE, `,
    `RedactionRecord.key_id: expected a field with (${options}.pii) = PII_POSSIBLE to be redactable, got Event.redaction_record.key_id, which chaukas-integrity/1 never erases;`,
  ],
];

const eventFaults: readonly Seed[] = [
  ...unredactable.map(
    ([what, from, to, message]): Seed => [
      `a mark for personal data on ${what}, where nothing can erase it`,
      from,
      to,
      message,
    ],
  ),
  ...[
    ["MessageContent", "text", "string text = 2", "lowered", "PII_POSSIBLE"],
    ["ToolCall", "arguments", "google.protobuf.Struct arguments = 3", "removed", "PII_UNSPECIFIED"],
  ].map(
    ([message, name, field, what, mark]): Seed => [
      `a mark for personal data that is ${what}`,
      `${field} [(${options}.pii) = PII_LIKELY`,
      `${field} [(${options}.pii) = ${mark}`,
      `${message}.${name}: expected (${options}.pii) = PII_LIKELY or higher, as before, got ${mark}; restore it: redaction and retention rely on the mark`,
    ],
  ),
  [
    "a reason why a field cannot be redacted, without a mark",
    "string span_id = 5 [",
    `string span_id = 5 [${seededReason}`,
    `Event.span_id: expected (${options}.pii) = PII_POSSIBLE or PII_LIKELY beside (${options}.not_redactable_because); mark the field, or remove the reason`,
  ],
  [
    "a reason why a field cannot be redacted where it can be",
    "string role = 1 [",
    `string role = 1 [${seededReason}`,
    `MessageContent.role: expected no (${options}.not_redactable_because), got "Seeded." on a field that can be redacted; remove the option`,
  ],
];

let clone: ScratchClone;
beforeAll(() => {
  clone = createScratchClone(
    ...["package.json", "buf.yaml", "proto", "scripts", ".changeset", "packages/*/package.json"],
    ...["packages/api-changes", "packages/codegen", "packages/tooling"],
  );
});
beforeEach(() => clone.reset());
afterAll(() => clone.remove());

// Every run compiles all protos twice, so one run judges all faults.
describe("the gate on lifecycles refuses", () => {
  let seeded: Captured;
  let seededEvents: string;
  beforeAll(async () => {
    clone.reset();
    for (const [, from, to] of queryFaults) {
      clone.edit(proto, from, to);
    }
    for (const [, from, to] of eventFaults) {
      clone.edit(events, from, to);
    }
    seededEvents = clone.read(events);
    seeded = await clone.npmRun("lint", "lifecycles");
  });

  it("with exit code 1", () => {
    expect(seeded.code).toBe(1);
  });

  it.each(queryFaults)("%s", (_what, _from, _to, message) => {
    const line = seeded.stdout.split("\n").find((text) => text.includes(`.${message}`)) ?? seeded.stdout;
    expect(line.replace(/:\d+:/, ":LINE:")).toBe(`${proto}:LINE: chaukas.spec.common.v1.${message}`);
  });

  it.each(eventFaults)("%s", (_what, _from, to, message) => {
    const line = seededEvents.slice(0, seededEvents.indexOf(to)).split("\n").length;
    expect(seeded.stdout).toContain(`${events}:${line}: chaukas.spec.common.v1.${message}`);
  });

  it("and proposes to say why personal data cannot be redacted", () => {
    const lines = seeded.stdout.split("\n").filter((line) => line.includes("which chaukas-integrity/1 never erases"));
    expect(lines).toHaveLength(unredactable.length);
    for (const line of lines) {
      expect(line).toContain(`or say why not with (${options}.not_redactable_because)`);
    }
  });
});

describe("the gate on lifecycles", () => {
  it("accepts the protos as they are", async () => {
    const { code, stdout } = await clone.npmRun("lint", "lifecycles");
    expect(stdout).toContain("lint lifecycles: ok");
    expect(code).toBe(0);
  });

  it("accepts a new field with since, a deprecated one with a reason, and marks that say why not", async () => {
    const deprecated = `(${options}.field).deprecation_reason = "Unused.", deprecated = true, `;
    clone.edit(proto, maxBatchSize, `${newField("novelty_0", next)}\n  ${maxBatchSize}${deprecated}`);
    for (const [, from, to] of unredactable) {
      clone.edit(events, from, `${to}${seededReason}`);
    }
    expect(await clone.npmRun("lint", "lifecycles")).toMatchObject({ code: 0 });
  });

  it("accepts fields added since the last release, even if a changeset then raises the next version", async () => {
    clone.git("tag", `v${current}`);
    clone.edit(proto, maxBatchSize, `${newField("novelty_0", next)}\n  ${maxBatchSize}`);
    clone.commit();
    clone.write(".changeset/break.md", '---\n"@chaukas/spec-common": major\n---\n\nBreak.\n');
    expect(await clone.npmRun("lint", "lifecycles")).toMatchObject({ code: 0 });
  });

  it("accepts the fields of a version as soon as the version is written, before and after its tag", async () => {
    clone.git("tag", `v${current}`);
    clone.git("checkout", "--quiet", "-b", "release");
    clone.edit(proto, maxBatchSize, `${newField("novelty_0", next)}\n  ${maxBatchSize}`);
    clone.edit("packages/spec-common/package.json", `"version": "${current}"`, `"version": "${next}"`);
    for (const path of clone
      .git("ls-files", ".changeset/*.md")
      .split("\n")
      .filter((name) => !name.endsWith("README.md"))) {
      clone.git("rm", "--quiet", path);
    }
    expect(await clone.npmRun("lint", "lifecycles")).toMatchObject({ code: 0 });
    clone.commit();
    clone.git("branch", "--force", "main", "release");
    expect(await clone.npmRun("lint", "lifecycles")).toMatchObject({ code: 0 });
    clone.git("tag", `v${next}`);
    expect(await clone.npmRun("lint", "lifecycles")).toMatchObject({ code: 0 });
  });
});

/** Returns the declaration of a field `novelty_0`, `novelty_1` and so on that no message has yet. */
function newField(name: `novelty_${number}`, since: string): string {
  const number = 30 + Number(name.slice("novelty_".length));
  return `// Novelty.\n  bool ${name} = ${number} [(${options}.field).since = "${since}"];`;
}
