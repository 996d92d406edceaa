// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { command } from "@chaukas/tooling/command";
import { formatMarkdownTable } from "@chaukas/tooling/format-table";
import { replaceSection } from "@chaukas/tooling/replace-section";
import { root } from "@chaukas/tooling/root";
import { ScriptError } from "@chaukas/tooling/script-error";
import { build } from "esbuild";

interface Bundle {
  readonly does: string;
  readonly code: string;
  /** Folder under packages/ from which imports are resolved. Default: round-trip. */
  readonly from?: string;
  /** Maximum size, minified and gzipped, in bytes. Default: no limit. */
  readonly maxBytes?: number;
}

const bundles: readonly Bundle[] = [
  {
    does: "encode one Event",
    code: `import { create, toBinary } from "@bufbuild/protobuf";
      import { EventSchema } from "@chaukas/spec-common";
      export const encode = (init) => toBinary(EventSchema, create(EventSchema, init));`,
    maxBytes: 25_000,
  },
  {
    does: "encode one Event with `@chaukas/spec-common/codec`",
    code: `export { encodeEvent } from "@chaukas/spec-common/codec";`,
    maxBytes: 8_000,
  },
  {
    does: "send and query events with `createChaukasClient`",
    code: `export { createChaukasClient } from "@chaukas/spec-client";`,
  },
  {
    does: "record events with `@chaukas/sdk`",
    code: `export { createChaukas } from "@chaukas/sdk";`,
    from: "sdk",
    maxBytes: 15_000,
  },
  {
    does: "record all frameworks with the adapters of `@chaukas/sdk`",
    code: `export { createAiMiddleware, createAiTelemetry, recordAiSteps, recordAiTools } from "@chaukas/sdk/ai";
      export { createCallbackHandler } from "@chaukas/sdk/langchain";
      export { wrapMcp } from "@chaukas/sdk/mcp";
      export { wrapOpenAI } from "@chaukas/sdk/openai";
      export { createTraceProcessor } from "@chaukas/sdk/openai-agents";`,
    from: "sdk",
    maxBytes: 11_500,
  },
  {
    does: "serve a backend with `createChaukasFetchHandler`",
    code: `export { createChaukasFetchHandler } from "@chaukas/spec-server";`,
    from: "server",
  },
  {
    does: "write and read an event in JSON with `@chaukas/spec-common/json`",
    code: `export { eventFromJsonString, eventToJsonString } from "@chaukas/spec-common/json";`,
  },
  {
    does: "validate an event in JSON with `@chaukas/spec-json-schema/strict`",
    code: `export { eventValidator } from "@chaukas/spec-json-schema/strict";`,
    from: "spec-json-schema",
    maxBytes: 12_000,
  },
  {
    does: "validate an Event with `@chaukas/spec-common/validate`",
    code: `export { validateEvent } from "@chaukas/spec-common/validate";`,
    from: "server",
  },
  {
    does: "turn spans into events with `@chaukas/spec-otel`",
    code: `export { spansToEvents } from "@chaukas/spec-otel";`,
    from: "spec-server",
  },
  {
    does: "verify a trail with `@chaukas/spec-integrity`",
    code: `export {
      createNoteVerifier,
      createTrailVerifier,
      openCheckpoint,
      verifyConsistency,
      verifyInclusion,
    } from "@chaukas/spec-integrity";`,
    from: "server",
  },
];

/** Returns the sizes, in bytes, of a bundle as an application would ship it to a browser. */
async function measure({ code, from = "round-trip" }: Bundle): Promise<{ minified: number; gzipped: number }> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: join(root, "packages", from) },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
    logLevel: "silent",
  });
  const contents = outputFiles[0]?.contents ?? new Uint8Array();
  return { minified: contents.length, gzipped: gzipSync(contents, { level: 9 }).length };
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

command({
  usage: "npm run bundle-size -- [--write] [--readme FILE] [--limit BYTES]",
  about: `Measures the size of bundles that each do one thing, checks it against the limits, and compares it with the
table in README.md.
  --write   update the table instead of comparing
  --readme  use this file instead of README.md
  --limit   replace every limit with this number of bytes`,
  options: { write: { type: "boolean" }, readme: { type: "string" }, limit: { type: "string" } },
  async run(_positionals, { write, readme = join(root, "README.md"), limit: limitOption }) {
    const rows: string[][] = [];
    for (const bundle of bundles) {
      const { minified, gzipped } = await measure(bundle);
      const maxBytes = bundle.maxBytes === undefined ? undefined : Number(limitOption ?? bundle.maxBytes);
      if (maxBytes !== undefined && gzipped > maxBytes) {
        throw new ScriptError(
          `bundle size: "${bundle.does}" takes ${gzipped} bytes gzipped, expected at most ${maxBytes}`,
          "find out what made the bundle grow with `esbuild --analyze`",
        );
      }
      rows.push([
        bundle.does,
        kilobytes(minified),
        kilobytes(gzipped),
        maxBytes === undefined ? "" : kilobytes(maxBytes),
      ]);
    }
    const table = formatMarkdownTable(["a bundle that can", "minified", "gzipped", "limit"], rows);
    const current = readFileSync(readme, "utf8");
    const updated = replaceSection(current, "bundle-size", table);
    if (write) {
      writeFileSync(readme, updated);
    } else if (updated !== current) {
      throw new ScriptError(
        `${readme}: the table of bundle sizes is out of date, expected\n\n${table}`,
        "npm run bundle-size -- --write",
      );
    }
    console.log(table);
  },
});
