// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Captured } from "@chaukas/tooling/run";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createScratchClone, type ScratchClone } from "./scratch-clone.ts";

const events = "proto/chaukas/spec/common/v1/events.proto";
const openApi = "openapi/chaukas/spec/v1/public.yaml";
const changeset = ".changeset/brave-dogs-sing.md";

let clone: ScratchClone;
beforeAll(async () => {
  clone = createScratchClone();
  await clone.install();
  // Start with current reports and no changesets, whatever the state of the working copy.
  await clone.npmRun("api-reports");
  clone.git("rm", "--quiet", "--ignore-unmatch", ".changeset/*.md", ":!.changeset/README.md");
  clone.git("add", "--all");
  clone.git("commit", "--quiet", "--allow-empty", "--message=Begin");
  clone.git("update-ref", "refs/scratch/base", "HEAD");
});
beforeEach(() => clone.reset());
afterAll(() => clone.remove());

function declare(bump: string, name = "@chaukas/spec-common"): void {
  clone.write(changeset, `---\n"${name}": ${bump}\n---\n\nSomething for users.\n`);
}

/** Deletes the field `is_final` of events. */
function removeField(): void {
  clone.write(events, clone.read(events).replace(/^ {2}bool is_final = 17[^;]*;\n/m, ""));
}

async function expectPass(): Promise<void> {
  const { code, stdout, stderr } = await clone.npmRun("bump-guard");
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^(bump-guard: the changesets cover what changed since \S+ \(\w+\)\n)+$/);
  expect(code).toBe(0);
}

async function expectRefusal(): Promise<Captured> {
  const result = await clone.npmRun("bump-guard");
  expect(result.stdout).toMatch(/bump-guard: the changesets do not cover what changed since \S+ \(\w+\)\n$/);
  expect(result.code).toBe(1);
  return result;
}

describe("a branch", () => {
  it("passes without changes, and with changes to unpublished files", async () => {
    await expectPass();
    clone.write("scripts/note.ts", "export {};\n");
    clone.write("packages/spec-client/src/note.test.ts", "export {};\n");
    clone.edit("packages/spec-client/package.json", '"devDependencies": {', '"devDependencies": {\n    "x": "1.0.0",');
    await expectPass();
  });

  it("is refused if it removes a field and declares a patch", async () => {
    removeField();
    declare("patch");
    const { stderr } = await expectRefusal();
    expect(stderr).toContain(`error: @chaukas/spec-*: expected a major changeset, found patch in ${changeset}:\n`);
    expect(stderr).toMatch(
      new RegExp(`^ {2}major: ${events}:\\d+:1: buf breaking: Previously present field "17" with name "is_final"`, "m"),
    );
    expect(stderr).toContain(
      `what to do: in ${changeset}, write between the lines of ---\n"@chaukas/spec-common": major\nor restore`,
    );
    declare("major");
    await expectPass();
  });

  it("is refused if it adds a field, until it declares a minor, and can then be released", async () => {
    clone.edit(events, "  string tenant_id = 2", "  // New.\n  string novelty = 1000;\n  string tenant_id = 2");
    expect((await clone.npmRun("api-reports")).code).toBe(0);
    const { stderr } = await expectRefusal();
    expect(stderr).toContain("error: @chaukas/spec-*: expected a minor changeset, found none:\n");
    expect(stderr).toContain(`  minor: ${openApi}#/components/schemas/Event/properties/novelty: Schema was added.\n`);
    expect(stderr).toMatch(
      /^ {2}minor: packages\/spec-common\/api-report\.md: \S+events_pb\.js Event\.novelty: added$/m,
    );
    expect(stderr).toMatch(
      /what to do: run `npx changeset add`, or write \.changeset\/<name>\.md:\n---\n"@chaukas\/\S+": minor\n/,
    );
    declare("patch");
    expect((await expectRefusal()).stderr).toContain(`expected a minor changeset, found patch in ${changeset}:`);
    // The SDK has code generated from the protos, and the others bundle such code. They have versions of their own.
    const others = ["sdk", "server", "explorer"].map((name) => `"@chaukas/${name}": patch\n`).join("");
    clone.write(changeset, `---\n"@chaukas/spec-common": minor\n${others}---\n\nSomething for users.\n`);
    await expectPass();

    clone.commit();
    expect((await clone.npmRun("release:version")).code).toBe(0);
    expect(clone.git("status", "--porcelain")).toContain(`D ${changeset}`);
    await expectPass();
    const { version } = JSON.parse(clone.read("packages/spec-client/package.json")) as { version: string };
    clone.edit("packages/spec-client/package.json", `"version": "${version}"`, '"version": "9.0.0"');
    expect((await expectRefusal()).stderr).toContain(
      `error: packages/spec-client/package.json: version: expected ${version} from the applied changesets, got 9.0.0\n`,
    );
  });

  it("is refused if it renames a JSON property and declares a minor", async () => {
    const line = clone.edit(events, "bool is_final = 17", 'bool is_final = 17 [json_name = "final"]; //');
    declare("minor");
    const { stderr } = await expectRefusal();
    expect(stderr).toContain("error: @chaukas/spec-*: expected a major changeset, found minor in");
    expect(stderr).toMatch(
      new RegExp(`^ {2}major: ${events}:${line}:\\d+: buf breaking: .*"json_name" from "isFinal" to "final"\\.$`, "m"),
    );
  });

  it("is refused if it narrows an enum of the OpenAPI document and declares a minor", async () => {
    clone.edit(openApi, "        - RETRY\n", "");
    declare("minor", "@chaukas/spec-json-schema");
    const { stderr } = await expectRefusal();
    expect(stderr).toContain("error: @chaukas/spec-*: expected a major changeset, found minor in");
    expect(stderr).toContain(`  major: ${openApi}#/components/schemas/EventType/enum: `);
  });

  it("is refused if it removes an exported symbol and declares a patch", async () => {
    // Nothing else is built from the server, so only it has to be built again.
    clone.edit("packages/server/src/index.ts", ", type KeyRequest }", " }");
    declare("patch", "@chaukas/server");
    expect((await clone.npmRun("api-reports")).code).toBe(0);
    const { stderr } = await expectRefusal();
    expect(stderr).toContain(
      `error: @chaukas/server: expected a major changeset, found patch in ${changeset}:\n` +
        "  major: packages/server/api-report.md: @chaukas/server KeyRequest: removed\n",
    );
  });

  it("is refused if it removes an export in Go or Python and declares a patch", async () => {
    clone.edit("packages/go/api-report.md", "class Condition\n", "class Situation\n");
    clone.edit("packages/python/api-report.md", "function leaf_hash(record: str): str\n", "");
    clone.edit(
      "packages/python/api-report.md",
      "checkpoints?: Iterable[Checkpoint]",
      "checkpoints: Iterable[Checkpoint]",
    );
    declare("patch", "@chaukas/spec-integrity");
    const { stderr } = await expectRefusal();
    expect(stderr).toContain(`error: @chaukas/spec-*: expected a major changeset, found patch in ${changeset}:\n`);
    const go = "packages/go/api-report.md: github.com/chaukasai/chaukas-spec/chaukas/integrity";
    expect(stderr).toContain(`  major: ${go} Condition: removed\n`);
    expect(stderr).toContain("  major: packages/python/api-report.md: chaukas.integrity leaf_hash: removed\n");
    expect(stderr).toMatch(
      /^ {2}major: packages\/python\/api-report\.md: chaukas\.integrity \w+\.__init__: changed from /m,
    );
    declare("major", "@chaukas/spec-integrity");
    await expectPass();
  });

  it("is refused if it changes sources in Go or Python without a changeset", async () => {
    clone.edit("chaukas/integrity/tree.go", "\n\n", "\n\n// Really.\n");
    clone.edit("packages/python/chaukas-spec-client/pyproject.toml", '">=3.9"', '">=3.10"');
    const { stderr } = await expectRefusal();
    expect(stderr).toContain("error: @chaukas/spec-*: expected a patch changeset, found none:\n");
    expect(stderr).toContain("  patch: chaukas/integrity/tree.go: changed\n");
    expect(stderr).toContain("  patch: packages/python/chaukas-spec-client/pyproject.toml: changed\n");
    expect(stderr).toContain('"@chaukas/spec-client": patch\n"@chaukas/spec-integrity": patch\n');
  });

  it("is refused if it adds or removes a package and declares too little", async () => {
    clone.git("mv", "packages/spec-connect-v1", "packages/spec-connect-v0");
    clone.edit("packages/spec-connect-v0/package.json", '"@chaukas/spec-connect-v1"', '"@chaukas/spec-connect-v0"');
    clone.edit("packages/spec-connect-v0/api-report.md", "@chaukas/spec-connect-v1", "@chaukas/spec-connect-v0");
    declare("minor");
    expect((await expectRefusal()).stderr).toContain("  major: packages/spec-connect-v1/api-report.md: removed\n");
    clone.git("restore", "--source=HEAD", "packages/spec-connect-v1");
    declare("patch");
    expect((await expectRefusal()).stderr).toContain("  minor: packages/spec-connect-v0/api-report.md: added\n");
  });

  it("is refused if it changes protos or sources without a changeset, but passes with an empty one", async () => {
    clone.edit(events, "// ", "// Something else about: ");
    clone.edit("packages/spec-client/src/sleep.ts", "\n\n", "\n\n// Really.\n");
    clone.edit("packages/spec-server/package.json", '"sideEffects": false', '"sideEffects": true');
    const { stderr } = await expectRefusal();
    expect(stderr).toContain(
      `error: @chaukas/spec-*: expected a patch changeset, found none:\n  patch: ${events}: changed\n`,
    );
    expect(stderr).toContain("  patch: packages/spec-client/src/sleep.ts: changed\n");
    expect(stderr).toContain("  patch: packages/spec-server/package.json: sideEffects: changed\n");
    expect(stderr).toContain("add an empty one with `npx changeset add --empty`");
    clone.write(changeset, "---\n---\n");
    await expectPass();
  });

  it("is refused if it changes what other packages bundle, and does not declare these", async () => {
    clone.edit("packages/spec-integrity/src/errors/integrity-error.ts", "\n\n", "\n\n// Really.\n");
    declare("patch", "@chaukas/spec-integrity");
    const { stderr } = await expectRefusal();
    const reason = "  patch: packages/spec-integrity/src/errors/integrity-error.ts: changed, and bundled\n";
    expect(stderr).toContain(`@chaukas/explorer: expected a patch changeset, found none:\n${reason}`);
    expect(stderr).toContain(`@chaukas/server: expected a patch changeset, found none:\n${reason}`);
    expect(stderr).not.toContain("@chaukas/sdk");
  });

  it("is refused if a version or a changelog was edited manually", async () => {
    const { version } = JSON.parse(clone.read("packages/spec-client/package.json")) as { version: string };
    const base = clone.git("rev-parse", "HEAD").slice(0, 7);
    clone.edit("packages/spec-client/package.json", `"version": "${version}"`, '"version": "9.0.0"');
    clone.edit("packages/spec-common/CHANGELOG.md", "# ", "## 9.0.0\n\n# ");
    declare("major");
    const { stderr } = await expectRefusal();
    expect(stderr).toContain(
      `error: packages/spec-client/package.json: version: expected ${version}, since no changeset was applied, got 9.0.0\n` +
        "packages/spec-common/CHANGELOG.md: expected no change, since no changeset was applied\n" +
        `  what to do: run \`git checkout ${base} -- packages/spec-client/package.json packages/spec-client/CHANGELOG.md\``,
    );
  });

  it("is refused if its changeset names a package that does not exist", async () => {
    declare("minor", "@chaukas/spec-commom");
    const { code, stderr } = await clone.npmRun("bump-guard");
    expect(code).toBe(1);
    expect(stderr).toContain(
      `error: ${changeset}: @chaukas/spec-commom: expected a public package of this workspace\n  what to do: write it with`,
    );
  });
});

describe("base of the comparison", () => {
  it("excludes the changesets that are already on main", async () => {
    declare("major");
    clone.commit();
    clone.git("checkout", "--quiet", "-b", "feature");
    removeField();
    clone.commit();
    expect((await expectRefusal()).stderr).toContain("expected a major changeset, found none:\n");
    expect((await clone.npmRun("bump-guard", "--base=feature")).code).toBe(0);
  });

  it("includes the latest release, so that the bump main declares cannot be lowered", async () => {
    clone.git("tag", "v1.0.0");
    removeField();
    declare("major");
    clone.commit();
    await expectPass();
    declare("patch");
    const { stdout, stderr } = await expectRefusal();
    expect(stdout).toMatch(
      /^bump-guard: the changesets cover what changed since main \(\w+\)\n.*since v1\.0\.0 \(\w+\)\n$/,
    );
    expect(stderr).toContain(`expected a major changeset, found patch in ${changeset}:\n`);
  });
});
