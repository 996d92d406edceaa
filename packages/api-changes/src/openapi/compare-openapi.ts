// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ScriptError } from "@chaukas/tooling/script-error";
import { withTemporaryFolder } from "@chaukas/tooling/temporary-folder";
import { type DocumentChange, rateChange } from "./rate-change.ts";
import { redocly } from "./redocly.ts";

/** One difference between two versions of a document. */
export interface ApiChange {
  /** Whether a client that works with the old version may fail with the new one. */
  readonly isBreaking: boolean;
  /** JSON pointer into the new version, or into the old one for what is gone, with a leading `#`. */
  readonly pointer: string;
  /** What has changed, as a sentence. */
  readonly what: string;
  /** Line in the new version. Absent for what is gone. */
  readonly line: number | undefined;
}

/** What `redocly diff` reports, as far as it is used here. */
interface DiffReport {
  readonly reportVersion: string;
  readonly changes: readonly DocumentChange[];
}

/**
 * Compares two versions of an OpenAPI document, given as YAML or JSON. What a client sends may only become
 * freer, and what it receives only stricter; all else is breaking.
 */
export async function compareOpenApi(base: string, revision: string): Promise<ApiChange[]> {
  if (base === revision) {
    return [];
  }
  return await withTemporaryFolder(join(tmpdir(), "chaukas-api-diff-"), async (folder) => {
    const files = [join(folder, "base.yaml"), join(folder, "revision.yaml")] as const;
    writeFileSync(files[0], base);
    writeFileSync(files[1], revision);
    const report = (await redocly("diff", ...files, "--fail-on=none")) as DiffReport;
    if (report.reportVersion !== "1") {
      throw new ScriptError(
        `redocly diff: expected a report of version 1, got ${report.reportVersion}`,
        "adapt packages/api-changes/src/openapi/rate-change.ts to the new version",
      );
    }
    return report.changes.flatMap((change) =>
      rateChange(change).map((rating) => ({
        ...rating,
        pointer: (change.revision ?? change.base)?.pointer ?? "#",
        line: change.revision?.line,
      })),
    );
  });
}

interface Bundle {
  readonly $defs: Readonly<Record<string, unknown>>;
}

/**
 * Puts a bundle of JSON Schemas into an OpenAPI document with an operation that takes each of them, so that
 * two bundles can be compared: a bundle may only become freer, since it stands between a program and its data.
 */
export function wrapSchemas(bundle: string): string {
  const { $defs } = JSON.parse(bundle.replaceAll('"#/$defs/', '"#/components/schemas/')) as Bundle;
  const paths = Object.keys($defs).map((name) => {
    const schema = { $ref: `#/components/schemas/${name}` };
    return [`/${name}`, { post: { requestBody: { content: { "application/json": { schema } } }, responses: {} } }];
  });
  const info = { title: "JSON Schemas", version: "0" };
  const document = { openapi: "3.1.1", info, paths: Object.fromEntries(paths), components: { schemas: $defs } };
  return JSON.stringify(document, undefined, 2);
}
