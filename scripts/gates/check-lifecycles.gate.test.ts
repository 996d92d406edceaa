// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readSpecVersions } from "@chaukas/api-changes/next-version";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createScratchClone, type ScratchClone } from "./scratch-clone.ts";

const proto = "proto/chaukas/spec/common/v1/query.proto";
const events = "proto/chaukas/spec/common/v1/events.proto";
const lastField = 'int32 max_batch_size = 13 [(chaukas.spec.options.v1.field).since = "1.1.0"];';

const { current, next } = readSpecVersions();

let clone: ScratchClone;
beforeAll(async () => {
  clone = createScratchClone();
  await clone.install();
});
beforeEach(() => clone.reset());
afterAll(() => clone.remove());

describe("the gate on lifecycles", () => {
  it("accepts the protos as they are", async () => {
    const { code, stdout } = await clone.npmRun("lint", "lifecycles");
    expect(stdout).toContain("lint lifecycles: ok");
    expect(code).toBe(0);
  });

  it.each([
    [
      "a new field without since, even if its message has it",
      `${lastField}\n  // Novelty.\n  bool novelty = 14;`,
      `chaukas.spec.common.v1.Capabilities.novelty: expected the version that added it, (chaukas.spec.options.v1.field).since = "${next}"`,
    ],
    [
      "a new message without since",
      `${lastField}\n}\n\n// Novelty.\nmessage Novelty {\n  // Novelty.\n  bool novelty = 1;`,
      `chaukas.spec.common.v1.Novelty: expected the version that added it, (chaukas.spec.options.v1.message).since = "1.2.0" or similar`,
    ],
    [
      "an invalid version",
      lastField.replace("1.1.0", "next"),
      `chaukas.spec.common.v1.Capabilities.max_batch_size: expected (chaukas.spec.options.v1.field).since to be a version such as 1.2.0, got "next"`,
    ],
    [
      "a deprecated field without a replacement or a reason",
      lastField.replace("];", ", deprecated = true];"),
      `chaukas.spec.common.v1.Capabilities.max_batch_size: is deprecated: expected (chaukas.spec.options.v1.field).replaced_by or (chaukas.spec.options.v1.field).deprecation_reason`,
    ],
    [
      "a replacement of a field that is not deprecated",
      lastField.replace("];", ', (chaukas.spec.options.v1.field).replaced_by = "rbac"];'),
      `chaukas.spec.common.v1.Capabilities.max_batch_size: has a replacement or a reason for deprecation: expected the option deprecated = true as well`,
    ],
    ...[current, "1.0.0", "9.0.0"].map((since) => [
      `a new field with since ${since}`,
      `${lastField}\n  ${novelty(since)}`,
      `chaukas.spec.common.v1.Capabilities.novelty: is new: expected (chaukas.spec.options.v1.field).since = "${next}", the version that follows ${current} according to the changesets, got "${since}"`,
    ]),
    [
      "a change of a published version",
      lastField.replace("1.1.0", next),
      `chaukas.spec.common.v1.Capabilities.max_batch_size: expected (chaukas.spec.options.v1.field).since = "1.1.0", as published, got "${next}"; restore it: the version that added an element never changes`,
    ],
    [
      "the removal of a published version",
      lastField.replace(/ \[.*\]/, ""),
      `chaukas.spec.common.v1.Capabilities.max_batch_size: expected (chaukas.spec.options.v1.field).since = "1.1.0", as published, got "1.0.0"; restore it: the version that added an element never changes`,
    ],
    ...[
      ["nothing", "novelty", 'an existing element, by its full name or the name of a sibling, got "novelty"'],
      ["itself", "max_batch_size", "another element, got itself"],
    ].map(([what, name, expected]) => [
      `a replacement that names ${what}`,
      lastField.replace("];", `, (chaukas.spec.options.v1.field).replaced_by = "${name}", deprecated = true];`),
      `chaukas.spec.common.v1.Capabilities.max_batch_size: expected (chaukas.spec.options.v1.field).replaced_by to name ${expected}`,
    ]),
  ])("refuses %s", async (_, change, message) => {
    clone.edit(proto, lastField, change);
    const { code, stdout } = await clone.npmRun("lint", "lifecycles");
    expect(code).toBe(1);
    const line = stdout.split("\n").find((text) => text.includes(message)) ?? stdout;
    expect(line.replace(/:\d+:/, ":LINE:")).toBe(`${proto}:LINE: ${message}`);
  });

  it("refuses to lower or remove a mark for personal data", async () => {
    const text = clone.read(events);
    clone.write(events, text.replaceAll("PII_LIKELY", "PII_POSSIBLE"));
    const lowered = await clone.npmRun("lint", "lifecycles");
    expect(lowered.code).toBe(1);
    expect(lowered.stdout).toContain(
      ": chaukas.spec.common.v1.MessageContent.text: expected (chaukas.spec.options.v1.pii) = PII_LIKELY or higher, as before, got PII_POSSIBLE; restore it: redaction and retention rely on the mark",
    );
    clone.write(events, text.replaceAll("PII_LIKELY", "PII_UNSPECIFIED"));
    expect((await clone.npmRun("lint", "lifecycles")).stdout).toContain("as before, got PII_UNSPECIFIED");
  });

  it.each([
    [
      "a plain member of an event",
      "string trace_id = 23 [",
      "string trace_id = 23 [(chaukas.spec.options.v1.pii) = PII_LIKELY, ",
      "Event.trace_id: expected a field with (chaukas.spec.options.v1.pii) = PII_LIKELY to be redactable, got Event.trace_id, which chaukas-integrity/1 never erases;",
    ],
    [
      "a member of a plain one",
      "string salt_id = 3 [",
      "string salt_id = 3 [(chaukas.spec.options.v1.pii) = PII_POSSIBLE, ",
      "RedactionInfo.salt_id: expected a field with (chaukas.spec.options.v1.pii) = PII_POSSIBLE to be redactable, got Event.redaction.salt_id, which chaukas-integrity/1 never erases;",
    ],
    [
      "a member of the record of a redaction",
      "string key_id = 11 [",
      "string key_id = 11 [(chaukas.spec.options.v1.pii) = PII_POSSIBLE, ",
      "RedactionRecord.key_id: expected a field with (chaukas.spec.options.v1.pii) = PII_POSSIBLE to be redactable, got Event.redaction_record.key_id, which chaukas-integrity/1 never erases;",
    ],
  ])("refuses a mark for personal data on %s, where nothing can erase it", async (_, field, change, message) => {
    const line = clone.edit(events, field, change);
    const { code, stdout } = await clone.npmRun("lint", "lifecycles");
    expect(code).toBe(1);
    expect(stdout).toContain(`${events}:${line}: chaukas.spec.common.v1.${message}`);
    expect(stdout).toContain("or say why not with (chaukas.spec.options.v1.not_redactable_because)");
    clone.write(
      events,
      clone.read(events).replace(change, `${change}(chaukas.spec.options.v1.not_redactable_because) = "Seeded.", `),
    );
    expect(await clone.npmRun("lint", "lifecycles")).toMatchObject({ code: 0 });
  });

  it("refuses a reason why a field cannot be redacted where it can be, or without a mark", async () => {
    const reason = '(chaukas.spec.options.v1.not_redactable_because) = "Seeded.", ';
    const span = clone.edit(events, "string span_id = 5 [", `string span_id = 5 [${reason}`);
    const role = clone.edit(events, "string role = 1 [", `string role = 1 [${reason}`);
    const { code, stdout } = await clone.npmRun("lint", "lifecycles");
    expect(code).toBe(1);
    expect(stdout).toContain(
      `${events}:${span}: chaukas.spec.common.v1.Event.span_id: expected (chaukas.spec.options.v1.pii) = PII_POSSIBLE or PII_LIKELY beside (chaukas.spec.options.v1.not_redactable_because); mark the field, or remove the reason`,
    );
    expect(stdout).toContain(
      `${events}:${role}: chaukas.spec.common.v1.MessageContent.role: expected no (chaukas.spec.options.v1.not_redactable_because), got "Seeded." on a field that can be redacted; remove the option`,
    );
  });

  it("accepts a new field with since, and a deprecated one with a reason", async () => {
    const deprecated = lastField.replace(
      "];",
      ', (chaukas.spec.options.v1.field).deprecation_reason = "Unused.", deprecated = true];',
    );
    clone.edit(proto, lastField, `${deprecated}\n  ${novelty(next)}`);
    expect(await clone.npmRun("lint", "lifecycles")).toMatchObject({ code: 0 });
  });

  it("accepts fields added since the last release, even if a changeset then raises the next version", async () => {
    clone.git("tag", `v${current}`);
    clone.edit(proto, lastField, `${lastField}\n  ${novelty(next)}`);
    clone.commit();
    clone.write(".changeset/break.md", '---\n"@chaukas/spec-common": major\n---\n\nBreak.\n');
    expect(await clone.npmRun("lint", "lifecycles")).toMatchObject({ code: 0 });
  });

  it("accepts the fields of a version as soon as the version is written, before and after its tag", async () => {
    clone.git("tag", `v${current}`);
    clone.git("checkout", "--quiet", "-b", "release");
    clone.edit(proto, lastField, `${lastField}\n  ${novelty(next)}`);
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

/** Returns the declaration of a field that the message does not have yet. */
function novelty(since: string): string {
  return `// Novelty.\n  bool novelty = 14 [(chaukas.spec.options.v1.field).since = "${since}"];`;
}
