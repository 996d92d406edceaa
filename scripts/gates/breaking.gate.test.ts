// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { cloneScratch, createScratchClone, initScratchClone, type ScratchClone } from "./scratch-clone.ts";

const events = "proto/chaukas/spec/common/v1/events.proto";
const client = "proto/chaukas/spec/client/v1/client.proto";

let clone: ScratchClone;
let base: string;
beforeAll(() => {
  clone = createScratchClone(
    "package.json",
    "buf.yaml",
    "proto",
    "scripts",
    "packages/api-changes",
    "packages/tooling",
  );
});
beforeEach(() => {
  clone.reset();
  base = clone.git("rev-parse", "HEAD").slice(0, 7);
});
afterAll(() => clone.remove());

/** Changes the type of Event.tenant_id, and returns the finding of buf. */
function breakTenantId(target: ScratchClone): string {
  const line = target.edit(events, "string tenant_id = 2", "bytes tenant_id = 2");
  return `${events}:${line}:3:Field "2" with name "tenant_id" on message "Event" changed type from "string" to "bytes".`;
}

/** Clones the scratch clone for one test. */
function cloneOnce(...options: string[]): ScratchClone {
  const copy = cloneScratch(clone, ...options);
  onTestFinished(() => copy.remove());
  return copy;
}

describe("findings", () => {
  it("passes unchanged protos", async () => {
    const { code, stdout } = await clone.npmRun("breaking");
    expect(stdout).toBe(`breaking: no breaking change against main (${base})\n`);
    expect(code).toBe(0);
  });

  it("passes a new field", async () => {
    clone.edit(events, "string tenant_id = 2", "// New.\n  string novelty = 1000;\n  string tenant_id = 2");
    expect((await clone.npmRun("breaking")).code).toBe(0);
  });

  it("refuses an uncommitted change of a field's type", async () => {
    const finding = breakTenantId(clone);
    const { code, stdout, stderr } = await clone.npmRun("breaking");
    expect(code).toBe(1);
    expect(stdout).toBe(`breaking: 1 breaking change against main (${base})\n${finding}\n`);
    expect(stderr).toContain(`error: 1 breaking change against main (${base})\n  what to do: put the element back`);
    expect(stderr).toContain("a breaking change needs a major version");
  });

  it("refuses the removal of a field", async () => {
    const field = /^ {2}bool is_final = 17.*\n/m.exec(clone.read(events))?.[0] ?? "";
    clone.edit(events, field, "");
    const { code, stdout } = await clone.npmRun("breaking");
    expect(code).toBe(1);
    expect(stdout).toMatch(
      new RegExp(
        `^${events}:\\d+:1:Previously present field "17" with name "is_final" on message "Event" was deleted`,
        "m",
      ),
    );
  });

  it("refuses a renamed enum value", async () => {
    const line = clone.edit(events, "EVENT_TYPE_RETRY = ", "EVENT_TYPE_AGAIN = ");
    const { code, stdout } = await clone.npmRun("breaking");
    expect(code).toBe(1);
    expect(stdout).toContain(
      `${events}:${line}:22:Enum value "41" on enum "EventType" changed name from "EVENT_TYPE_RETRY" to "EVENT_TYPE_AGAIN".`,
    );
  });

  it("refuses the removal of a file", async () => {
    clone.git("rm", "--quiet", client);
    const { code, stdout } = await clone.npmRun("breaking");
    expect(code).toBe(1);
    expect(stdout).toContain('Previously present file "chaukas/spec/client/v1/client.proto" was deleted.');
  });

  it("annotates the path relative to the root of the repository", async () => {
    breakTenantId(clone);
    const { code, stdout } = await clone.npmRun("breaking", "--format=github-actions");
    expect(code).toBe(1);
    expect(stdout).toMatch(new RegExp(`^::error file=${events},line=\\d+,col=3,.*changed type`, "m"));
  });

  it("names the position at which a proto does not compile", async () => {
    clone.write(client, `${clone.read(client)}message {\n`);
    const { code, stderr } = await clone.npmRun("breaking");
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`the protos of the working tree do not compile:\\n${client}:\\d+:\\d+:`));
  });

  it("leaves no temporary folder behind", async () => {
    const folder = join(clone.folder, "temporary");
    mkdirSync(folder);
    breakTenantId(clone);
    expect((await clone.run("npm", ["run", "breaking"], { TMPDIR: folder })).code).toBe(1);
    expect(readdirSync(folder).filter((name) => name.startsWith("chaukas-"))).toEqual([]);
  });
});

describe("base of the comparison", () => {
  it("is the merge base of a branch with main", async () => {
    clone.git("checkout", "--quiet", "-b", "feature");
    const finding = breakTenantId(clone);
    clone.commit();
    clone.git("checkout", "--quiet", "main");
    clone.edit(events, "EVENT_TYPE_RETRY = ", "EVENT_TYPE_AGAIN = ");
    clone.commit();
    clone.git("checkout", "--quiet", "feature");
    const { stdout } = await clone.npmRun("breaking");
    expect(stdout).toBe(`breaking: 1 breaking change against main (${base})\n${finding}\n`);
  });

  it("is the main branch of origin in a fresh clone, not the local one", async () => {
    const copy = cloneOnce();
    const finding = breakTenantId(copy);
    copy.commit();
    const { code, stdout } = await copy.npmRun("breaking");
    expect(code).toBe(1);
    expect(stdout).toBe(`breaking: 1 breaking change against origin/main (${base})\n${finding}\n`);
  });

  it("includes the latest release among the ancestors, with each break reported once", async () => {
    clone.git("tag", "v1.9.0");
    clone.git("tag", "v1.10.0-rc.1");
    clone.write("note.txt", "a release");
    const release = clone.commit();
    clone.git("tag", "v1.10.0");
    clone.git("checkout", "--quiet", "-b", "elsewhere");
    clone.write("note.txt", "a release that main does not contain");
    clone.commit();
    clone.git("tag", "v2.0.0");
    clone.git("checkout", "--quiet", "main");
    const finding = breakTenantId(clone);
    const broken = clone.commit();
    const committed = await clone.npmRun("breaking");
    expect(committed.code).toBe(1);
    expect(committed.stdout).toBe(
      `breaking: no breaking change against main (${broken})\nbreaking: 1 breaking change against v1.10.0 (${release})\n${finding}\n`,
    );
    clone.git("reset", "--quiet", "HEAD~1");
    clone.write("note.txt", "another commit on main");
    clone.git("commit", "--quiet", "--message=Change", "note.txt");
    const head = clone.git("rev-parse", "HEAD").slice(0, 7);
    const uncommitted = await clone.npmRun("breaking");
    expect(uncommitted.stdout).toBe(
      `breaking: 1 breaking change against main (${head})\n${finding}\nbreaking: 1 breaking change against v1.10.0 (${release})\n`,
    );
    expect(uncommitted.stderr).toContain(`error: 1 breaking change against main (${head}), v1.10.0 (${release})`);
  });

  it("is listed once if a commit has two names", async () => {
    clone.git("tag", "v1.0.0");
    expect((await clone.npmRun("breaking")).stdout).toBe(
      `breaking: no breaking change against main and v1.0.0 (${base})\n`,
    );
  });

  it("is only the given ref with --against", async () => {
    breakTenantId(clone);
    clone.commit();
    clone.git("tag", "v1.0.0");
    const { code, stdout } = await clone.npmRun("breaking", "--against", base);
    expect(code).toBe(1);
    expect(stdout).toMatch(new RegExp(`^breaking: 1 breaking change against ${base} \\(${base}\\)\n[^\n]+\n$`));
    expect((await clone.npmRun("breaking", "--against", "v1.0.0")).code).toBe(0);
  });

  it.each(["nowhere", "--upload-pack=touch", "main:refs/heads/other"])("is not the ref %s", async (ref) => {
    const { code, stderr } = await cloneOnce().npmRun("breaking", `--against=${ref}`);
    expect(code).toBe(1);
    expect(stderr).toContain(
      `error: unknown ref "${ref}": expected a branch, tag or commit of this clone or of origin`,
    );
  });

  it("may lack protos", async () => {
    clone.git("rm", "--quiet", "-r", "--cached", "proto");
    clone.git("commit", "--quiet", "--message=Change");
    const commit = clone.git("rev-parse", "HEAD").slice(0, 7);
    const { code, stdout } = await clone.npmRun("breaking");
    expect(stdout).toBe(`breaking: main (${commit}) has no proto folder, nothing to compare with\n`);
    expect(code).toBe(0);
  });
});

describe("in a shallow clone", () => {
  let finding: string;
  beforeEach(() => {
    clone.git("tag", "v1.0.0");
    clone.git("checkout", "--quiet", "-b", "feature");
    finding = breakTenantId(clone);
    clone.commit();
    clone.git("checkout", "--quiet", "main");
  });

  it("fetches the history, the main branch and the releases", async () => {
    const copy = cloneOnce("--depth=1", "--branch=feature", "--no-tags");
    const { code, stdout } = await copy.npmRun("breaking");
    expect(code).toBe(1);
    expect(stdout).toBe(`breaking: 1 breaking change against origin/HEAD and v1.0.0 (${base})\n${finding}\n`);
    expect(copy.git("rev-parse", "--is-shallow-repository")).toBe("false");
  });

  it("fetches only the given ref", async () => {
    const copy = cloneOnce("--depth=1", "--branch=feature", "--no-tags");
    const { code, stdout } = await copy.npmRun("breaking", "--against=v1.0.0");
    expect(code).toBe(1);
    expect(stdout).toBe(`breaking: 1 breaking change against v1.0.0 (${base})\n${finding}\n`);
    expect(copy.git("rev-parse", "--is-shallow-repository")).toBe("true");
  });

  it("prints the command to run if the remote cannot be reached", async () => {
    const copy = cloneOnce("--depth=1", "--branch=feature");
    copy.git("remote", "set-url", "origin", `file://${clone.folder}/missing`);
    const { code, stderr } = await copy.npmRun("breaking");
    expect(code).toBe(1);
    expect(stderr).toContain("error: this clone is shallow, and its history cannot be fetched from origin: fatal: ");
    expect(stderr).toContain("what to do: run `git fetch --unshallow --tags origin`, then this command again, or name");
    const given = await copy.npmRun("breaking", "--against=main");
    expect(given.code).toBe(1);
    expect(given.stderr).toContain("error: main is not in this clone and cannot be fetched from origin: fatal: ");
    expect(given.stderr).toContain("run `git fetch origin main`, then this command again");
  });

  it("prints the command to run if there is no remote", async () => {
    const copy = cloneOnce("--depth=1", "--branch=feature");
    copy.git("remote", "remove", "origin");
    const { code, stderr } = await copy.npmRun("breaking");
    expect(code).toBe(1);
    expect(stderr).toContain("error: this clone is shallow, and it has no remote to fetch the merge base from");
    expect(stderr).toContain("run `git remote add origin <url>` and `git fetch --unshallow --tags origin`");
  });
});

describe("without history", () => {
  let copy: ScratchClone;
  beforeEach(() => {
    copy = cloneOnce();
    rmSync(join(copy.folder, ".git"), { recursive: true });
  });

  it("reports a missing repository", async () => {
    const { code, stderr } = await copy.npmRun("breaking");
    expect(code).toBe(1);
    expect(stderr).toContain("error: nothing to compare with: fatal: not a git repository");
    expect(stderr).toContain("what to do: run this in a git clone of the repository");
  });

  it("reports a repository without commits", async () => {
    copy.git("init", "--quiet");
    const { code, stdout } = await copy.npmRun("breaking");
    expect(stdout).toBe("breaking: no commit yet, nothing to compare with\n");
    expect(code).toBe(0);
  });

  it("reports a missing main branch", async () => {
    initScratchClone(copy.folder);
    copy.git("branch", "--move", "trunk");
    const { code, stderr } = await copy.npmRun("breaking");
    expect(code).toBe(1);
    expect(stderr).toContain("error: no main branch: expected one of main\n  what to do: ");
    expect((await copy.npmRun("breaking", "--against=trunk")).code).toBe(0);
  });
});

it("refuses an unknown format", async () => {
  const { code, stderr } = await clone.npmRun("breaking", "--format=xml");
  expect(code).toBe(1);
  expect(stderr).toContain('error: --format: expected one of text, github-actions, got "xml"');
});
