// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "@chaukas/tooling/root";
import { type Captured, capture } from "@chaukas/tooling/run";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { findWorkflowProblems } from "./find-workflow-problems.ts";

const ci = ".github/workflows/ci.yml";
const release = ".github/workflows/release.yml";
const preview = ".github/workflows/preview.yml";
const docs = ".github/workflows/docs.yml";
const setup = ".github/actions/setup/action.yml";
const checkout = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1";

const folder = mkdtempSync(join(tmpdir(), "chaukas-workflows-"));
cpSync(join(root, "package.json"), join(folder, "package.json"));
for (const name of ["scripts", "packages"]) {
  symlinkSync(join(root, name), join(folder, name));
}
beforeEach(() => {
  rmSync(join(folder, ".github"), { recursive: true, force: true });
  cpSync(join(root, ".github"), join(folder, ".github"), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command on the repository in the folder. */
async function check(): Promise<Captured> {
  return await capture("node", ["packages/workflows/src/check-workflows.ts", folder], { cwd: root });
}

/** Replaces the first occurrence of a text, and returns its line. */
function edit(path: string, from: string, to: string): number {
  const content = readFileSync(join(folder, path), "utf8");
  expect(content).toContain(from);
  writeFileSync(
    join(folder, path),
    content.replace(from, () => to),
  );
  return content.slice(0, content.indexOf(from)).split("\n").length;
}

it("accepts the workflows of the working tree", async () => {
  const { code, output } = await capture("node", ["packages/workflows/src/check-workflows.ts"], { cwd: root });
  expect(output).toBe("check-workflows: no problems found\n");
  expect(code).toBe(0);
});

it.each([
  {
    title: "an action pinned by a tag",
    ...{ path: ci, from: `${checkout} # v7.0.1`, to: "actions/checkout@v7" },
    message: 'uses: expected OWNER/ACTION@ and the 40 digits of a commit SHA, got "actions/checkout@v7"',
  },
  {
    title: "an action pinned by a short SHA",
    ...{ path: setup, from: "@820762786026740c76f36085b0efc47a31fe5020", to: "@8207627" },
    message: 'uses: expected OWNER/ACTION@ and the 40 digits of a commit SHA, got "actions/setup-node@8207627"',
  },
  {
    title: "a pin without its version",
    ...{ path: preview, from: `${checkout} # v7.0.1`, to: checkout },
    message: 'uses: expected the version of actions/checkout in a comment after it, such as # v1.2.3, got ""',
  },
  {
    title: "two pins of one action",
    ...{ path: release, from: checkout, to: `actions/checkout@${"0".repeat(40)}` },
    message:
      "uses: expected actions/checkout at 3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1 as in .github/workflows/ci.yml, got 0000",
  },
  {
    title: "a container, which has no commit",
    ...{ path: ci, from: `${checkout} # v7.0.1`, to: "docker://alpine:3" },
    message: 'uses: expected OWNER/ACTION@ and the 40 digits of a commit SHA, got "docker://alpine:3"',
  },
  {
    title: "a local action that does not exist",
    ...{ path: ci, from: "./.github/actions/setup", to: "./.github/actions/prepare" },
    message: "uses: expected an action in this repository, found no .github/actions/prepare/action.yml",
  },
  {
    title: "a workflow without permissions at the top",
    ...{ path: ci, from: "permissions: {}\n", to: "" },
    message: "permissions: expected {} for the whole workflow, got none",
  },
  {
    title: "a workflow with permissions at the top",
    ...{ path: ci, from: "permissions: {}", to: "permissions: write-all" },
    message: "permissions: expected {} for the whole workflow, got write-all",
  },
  {
    title: "a job without permissions",
    ...{ path: preview, from: "    permissions:\n      contents: read\n", to: "" },
    message: "job packages: permissions: expected contents: read for its steps, got none",
  },
  {
    title: "a permission that no step needs",
    ...{ path: ci, from: "      contents: read\n", to: "      contents: read\n      id-token: write\n" },
    message: "job lint: permissions: expected contents: read for its steps, got contents: read, id-token: write",
  },
  {
    title: "a release that cannot prove where it was built",
    ...{ path: release, from: "      id-token: write\n", to: "" },
    message: "job publish: permissions: expected contents: read, id-token: write for its steps, got contents: read",
  },
  {
    title: "a publication to PyPI without an identity that it can trust",
    ...{ path: release, from: "      id-token: write\n    env:\n      PACKAGE:", to: "    env:\n      PACKAGE:" },
    message: "job publish-python: permissions: expected contents: read, id-token: write for its steps",
  },
  {
    title: "a site that cannot be published",
    ...{ path: docs, from: "      pages: write\n", to: "" },
    message: "job deploy: permissions: expected id-token: write, pages: write for its steps, got id-token: write",
  },
  {
    title: "a trigger that gives forks the permissions of this repository",
    ...{ path: preview, from: "  pull_request:", to: "  pull_request_target:" },
    message: "on: expected no pull_request_target, which gives the code of a fork the permissions of this repository",
  },
  {
    title: "a secret",
    ...{ path: release, from: `\${{ github.token }}`, to: `\${{ secrets.NPM_TOKEN }}` },
    message: "expected no secret, got secrets.NPM_TOKEN: use github.token, and OIDC outside of GitHub",
  },
  {
    title: "a token left in the clone",
    ...{ path: preview, from: "          persist-credentials: false\n", to: "" },
    message: "uses: actions/checkout: expected persist-credentials: false",
  },
  {
    title: "an npm script that does not exist",
    ...{ path: ci, from: "npm run drift", to: "npm run drfit" },
    message: "run: expected an npm script in package.json, found no drfit",
  },
  {
    title: "an npm script in an action's input that does not exist",
    ...{ path: release, from: "npm run release:version", to: "npm run bump" },
    message: "run: expected an npm script in package.json, found no bump",
  },
  {
    title: "a file in scripts/ that does not exist",
    ...{ path: setup, from: "scripts/setup.mjs", to: "scripts/install.mjs" },
    message: "run: expected a script, found no scripts/install.mjs",
  },
  {
    title: "a command that is not a script",
    ...{ path: ci, from: "npm run lint", to: "npm run lint && curl https://example.com" },
    message:
      'run: expected one command, npm test, npm run NAME or node scripts/FILE, with plain arguments or "$VARIABLE", got',
  },
  {
    title: "an expression in a command",
    ...{ path: release, from: '"$GITHUB_REF_NAME"', to: `\${{ github.ref_name }}` },
    message: "run: expected one command, npm test, npm run NAME or node scripts/FILE",
  },
  {
    title: "a job that could run for hours",
    ...{ path: ci, from: "    timeout-minutes: 15\n", to: "" },
    message: "job lint: expected timeout-minutes of 1 to 60, got none",
  },
  {
    title: "a workflow that could run twice at the same time",
    ...{ path: release, from: `  group: release-\${{ github.ref }}\n`, to: "" },
    message: "expected concurrency with a group",
  },
  {
    title: "a gate that does not need a job",
    ...{ path: ci, from: "[lint, ", to: "[" },
    message: "job gate: needs: expected all other jobs, found no lint",
  },
  {
    title: "a gate that is skipped when a job fails",
    ...{ path: ci, from: "    if: always()\n", to: "" },
    message: "job gate: expected if: always() and a step that runs `node scripts/require-jobs.mjs` with NEEDS:",
  },
  {
    title: "no gate",
    ...{ path: ci, from: "  gate:\n", to: "  finish:\n" },
    message: "expected a job named gate that needs all others",
  },
  {
    title: "a job whose failure is hidden",
    ...{ path: ci, from: "    runs-on:", to: "    continue-on-error: true\n    runs-on:" },
    message: "job gate: expected no continue-on-error in job lint, which hides its failure",
  },
  {
    title: "a problem that actionlint finds",
    ...{ path: ci, from: `\${{ matrix.node }}`, to: `\${{ matrix.nodejs }}` },
    message: 'property "nodejs" is not defined in object type {node: number} (expression)',
  },
])("refuses $title", async ({ path, from, to, message }) => {
  edit(path, from, to);
  const problems = await findWorkflowProblems(folder);
  expect(problems.filter((problem) => problem.path === path).map((problem) => problem.message)).toContainEqual(
    expect.stringContaining(message),
  );
});

it("reports the file, the line and what to do", async () => {
  const line = edit(setup, "actions/setup-node@820762786026740c76f36085b0efc47a31fe5020", "actions/setup-node@main");
  const { code, stderr } = await check();
  expect(stderr).toContain(`error: ${setup}:${line}: uses: expected OWNER/ACTION@`);
  expect(stderr).toContain("what to do: fix the lines named above");
  expect(code).toBe(1);
});

it("refuses a workflow that is not YAML", async () => {
  edit(ci, "jobs:", "jobs: [");
  const { code, stderr } = await check();
  expect(stderr).toContain(`error: ${ci}: `);
  expect(code).toBe(1);
});

it("refuses a repository without workflows", async () => {
  rmSync(join(folder, ".github"), { recursive: true });
  const { code, stderr } = await check();
  expect(stderr).toContain(`error: ${folder}: expected workflows in .github/workflows, found none`);
  expect(stderr).toContain("what to do: pass the root of a repository");
  expect(code).toBe(1);
});

describe("the gate", () => {
  async function requireJobs(needs: string | undefined): Promise<Captured> {
    const { NEEDS: _, ...env } = process.env;
    const script = join(root, "scripts/require-jobs.mjs");
    return await capture("node", [script], { env: needs === undefined ? env : { ...env, NEEDS: needs } });
  }

  it("passes when every job has succeeded", async () => {
    const { code, output } = await requireJobs(
      '{"lint":{"result":"success","outputs":{}},"test":{"result":"success"}}',
    );
    expect(output).toBe("lint: success\ntest: success\n");
    expect(code).toBe(0);
  });

  it.each(["failure", "cancelled", "skipped"])("fails when a job has the result %s", async (result) => {
    const { code, stderr } = await requireJobs(`{"lint":{"result":"success"},"test":{"result":"${result}"}}`);
    expect(stderr).toContain(
      `error: expected every job to succeed, got test: ${result}\n  what to do: read the log of each job`,
    );
    expect(code).toBe(1);
  });

  it.each([undefined, "", "{}", "null", "nonsense"])("fails when NEEDS is %j", async (needs) => {
    const { code, stderr } = await requireJobs(needs);
    expect(stderr).toContain(`error: NEEDS: expected the results of jobs as JSON, got ${JSON.stringify(needs ?? "")}`);
    expect(code).toBe(1);
  });
});
