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
  /** JSON pointer with a leading `#`, into the new version, or into the old one if the element was removed. */
  readonly pointer: string;
  /** What changed, as a sentence. */
  readonly what: string;
  /** Line in the new version. Undefined if the element was removed. */
  readonly line: number | undefined;
}

/** The parts of the report of `redocly diff` that are used here. */
interface DiffReport {
  readonly reportVersion: string;
  readonly changes: readonly DocumentChange[];
}

/**
 * Compares two versions of an OpenAPI document, given as YAML or JSON. The constraints on what a client sends may only
 * become looser, and those on what it receives only stricter; every other change is breaking.
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
 * Wraps a bundle of JSON Schemas in an OpenAPI document with one operation per schema, whose request has that schema.
 * This way {@link compareOpenApi} can compare two bundles: schemas may only become looser, like those of requests,
 * because programs validate their data with them.
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
