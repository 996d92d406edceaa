// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readGoApi } from "@chaukas/go/api";
import { readPythonApi } from "@chaukas/python/api";
import { command } from "@chaukas/tooling/command";
import { describeDifferences } from "@chaukas/tooling/describe-differences";
import { listPublicPackages } from "@chaukas/tooling/public-packages";
import { root } from "@chaukas/tooling/root";
import { run } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";
import type { PackageManifest } from "@chaukas/tooling/tarball";
import { readReport } from "../api-reports/read-report.ts";
import { printReport, printSections } from "../api-reports/report-text.ts";

command({
  usage: "npm run api-reports -- [--check]",
  about: `Builds the packages and writes the declarations that each exports to packages/*/api-report.md: those of the
npm packages, and those of the Go module and the Python packages that protos do not define. Without Go or Python, leaves
the report of that language as it is and says so.

  --check  write nothing, and fail if a report does not match the exports of its package`,
  options: { check: { type: "boolean", default: false } },
  async run(_, { check }) {
    const foreign = readForeignReports();
    // Its error is reported below, where the promise is awaited.
    foreign.catch(() => {});
    await run("turbo", ["run", "build", "--filter=@chaukas/*", "--output-logs=errors-only"], {
      cwd: root,
      remedy: "fix the file named above",
    });
    const reports = listPublicPackages().map(
      ({ folder }) => [`${folder}/api-report.md`, createReport(folder)] as const,
    );
    const fresh = new Map([...reports, ...(await foreign)]);
    const paths = [...fresh.keys()].filter((path) => existsSync(join(root, path)));
    const written = new Map(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
    const differences = describeDifferences(written, fresh);
    if (check && differences.size > 0) {
      throw new ScriptError(
        `the API reports do not match the exports of the packages:\n${[...differences.values()].join("\n")}`,
        "run `npm run api-reports`, review the changes, and commit them",
      );
    }
    for (const [path, text] of fresh) {
      if (differences.has(path)) {
        writeFileSync(join(root, path), text);
      }
    }
    const result = check ? " match the exports of the packages" : `, ${differences.size} of them changed`;
    console.log(`api-reports: ${fresh.size} reports${result}`);
  },
});

function createReport(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as PackageManifest;
  return printReport(readReport(join(root, folder), manifest));
}

/** Creates the reports of the languages that this machine can read. */
async function readForeignReports(): Promise<[path: string, text: string][]> {
  const apis = [
    { name: "the Go module", path: "packages/go/api-report.md", api: readGoApi() },
    { name: "the Python packages", path: "packages/python/api-report.md", api: readPythonApi() },
  ];
  const reports = await Promise.all(
    apis.map(async ({ name, path, api }): Promise<[string, string][]> => {
      const { sections, problem } = await api;
      if (sections !== undefined) {
        return [[path, printSections(name, Object.entries(sections))]];
      }
      if (process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1") {
        throw new ScriptError(
          `the API report of ${name} ${problem}`,
          "install it, or unset CHAUKAS_REQUIRE_TOOLCHAINS",
        );
      }
      console.log(`not checked: the API report of ${name}, which ${problem}`);
      return [];
    }),
  );
  return reports.flat();
}
