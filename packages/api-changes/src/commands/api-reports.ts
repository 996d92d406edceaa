// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { command } from "@chaukas/tooling/command";
import { describeDifferences } from "@chaukas/tooling/describe-differences";
import { listPublicPackages } from "@chaukas/tooling/public-packages";
import { root } from "@chaukas/tooling/root";
import { run } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";
import type { PackageManifest } from "@chaukas/tooling/tarball";
import { readReport } from "../api-reports/read-report.ts";
import { printReport } from "../api-reports/report-text.ts";

command({
  usage: "npm run api-reports -- [--check]",
  about: `Builds the packages and writes the TypeScript declarations that each exports to packages/*/api-report.md.

  --check  write nothing, and fail if a report does not match the exports of its package`,
  options: { check: { type: "boolean", default: false } },
  async run(_, { check }) {
    await run("turbo", ["run", "build", "--filter=@chaukas/*", "--output-logs=errors-only"], {
      cwd: root,
      remedy: "fix the file named above",
    });
    const reports = listPublicPackages().map(
      ({ folder }) => [`${folder}/api-report.md`, createReport(folder)] as const,
    );
    const fresh = new Map(reports);
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
