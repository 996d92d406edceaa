// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFileSync } from "node:child_process";
import { type BuildResult, build } from "esbuild";
import { describe, expect, it } from "vitest";

/** Bundles a module like an application. */
function bundle(contents: string): Promise<BuildResult<{ write: false; metafile: true }>> {
  return build({
    stdin: { contents, resolveDir: import.meta.dirname, sourcefile: "app.js" },
    bundle: true,
    format: "esm",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
}

/** Returns the names of the modules that contribute code to a bundle. */
async function modulesOf(contents: string): Promise<string> {
  const { metafile } = await bundle(contents);
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  return inputs.flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])).join("\n");
}

describe("a bundle of ./json", () => {
  it("runs where code generation from strings is disallowed", async () => {
    const { outputFiles } = await bundle(`
      import { eventFromJsonString, eventFromProtoJson, eventToJsonString } from "@chaukas/spec-common/json";
      let evalIsRefused = false;
      try {
        new Function("return 1")();
      } catch {
        evalIsRefused = true;
      }
      const event = eventFromProtoJson({ eventId: "e", toolCall: { arguments: { a: [1] } } });
      const text = eventToJsonString(eventFromJsonString(eventToJsonString(event)));
      console.log(JSON.stringify({ evalIsRefused, text }));
    `);
    const args = ["--disallow-code-generation-from-strings", "--input-type=module", "-"];
    const output = execFileSync("node", args, { encoding: "utf8", input: outputFiles[0]?.text ?? "" });
    expect(JSON.parse(output)).toEqual({
      evalIsRefused: true,
      text: '{"event_id":"e","content":{"kind":"tool_call","arguments":{"a":[1]}}}',
    });
  });

  it("runs in engines of 2022: browsers, and React Native with Hermes 0.12", async () => {
    // What the language got later, and what Hermes 0.12 lacks.
    const later = {
      "String.prototype": "isWellFormed toWellFormed at replaceAll",
      "Array.prototype": "at findLast findLastIndex toReversed toSorted toSpliced with",
      "Object.getPrototypeOf(Uint8Array.prototype)": "at findLast findLastIndex toReversed toSorted with",
      Object: "hasOwn groupBy",
      Map: "groupBy",
      Promise: "any withResolvers try",
      globalThis: "structuredClone WeakRef FinalizationRegistry Iterator",
      "Set.prototype": "union intersection difference isSubsetOf",
    };
    const lines = Object.entries(later).flatMap(([object, names]) =>
      names.split(" ").map((name) => `delete ${object}.${name};`),
    );
    const { outputFiles, warnings } = await build({
      stdin: {
        contents: `
          import {
            eventFromJsonString, eventFromProtoJsonString, eventToJsonString, readEventBatchText,
          } from "@chaukas/spec-common/json";
          const codeOf = (run) => {
            try {
              return run();
            } catch ({ code, path }) {
              return code + " " + path;
            }
          };
          const text = '{"event_id":"é🚀","timestamp":"2026-01-31T23:59:59Z","metadata":{"a":[1]},"extensions":[{"value":"AQ=="}]}';
          console.log(JSON.stringify([
            eventToJsonString(eventFromJsonString(text)) === text,
            codeOf(() => eventFromJsonString('{"event_id":"\\\\ud83d"}')),
            codeOf(() => eventToJsonString({ ...eventFromJsonString("{}"), eventId: "\\udc00" })),
            codeOf(() => eventFromJsonString('{"metadata":{"a/b":12345678901234567890}}')),
            codeOf(() => eventFromJsonString('{"event_id":\\u200b}')),
            codeOf(() => eventFromProtoJsonString('{"eventId":"a","event_id":"b"}')),
            readEventBatchText('{"events":[{},{"x":1},{"tags":[null]}]}').events.map(({ kind }) => kind),
          ]));
        `,
        resolveDir: import.meta.dirname,
        sourcefile: "app.js",
      },
      bundle: true,
      format: "esm",
      write: false,
      // Warns of, or fails for, syntax that esbuild cannot lower for these browsers.
      target: ["chrome100", "edge100", "firefox100", "safari15.4"],
      banner: { js: lines.join("\n") },
      logLevel: "silent",
    });
    const [{ text } = { text: "" }] = outputFiles;
    expect(warnings).toEqual([]);
    // Property classes, lookbehinds and named groups are errors of syntax to Hermes 0.12, even where they do not run.
    expect(text).not.toMatch(/\\[pP]\{|\(\?<[=!a-z]/);
    const output = execFileSync("node", ["--input-type=module", "-"], { encoding: "utf8", input: text });
    expect(JSON.parse(output)).toEqual([
      true,
      "bad_unicode /event_id",
      "bad_unicode /event_id",
      "out_of_range /metadata/a~1b",
      "syntax /event_id",
      "duplicate_key /eventId",
      ["event", "error", "error"],
    ]);
  });

  it("contains only the modules that are used", async () => {
    const writer = await modulesOf('export { eventToJson } from "@chaukas/spec-common/json";');
    expect(writer).toMatch(/json\/write\/message-writer\.js/);
    expect(writer).not.toMatch(/json\/read\/|text-fault|proto-json|(to|from)-json\.js/);

    const reader = await modulesOf('export { eventFromJson } from "@chaukas/spec-common/json";');
    expect(reader).toMatch(/json\/read\/message-reader\.js/);
    expect(reader).not.toMatch(/json\/write\/|text-fault|proto-json|(to|from)-json\.js/);

    const messages = await modulesOf('export * from "@chaukas/spec-common";');
    expect(messages).not.toMatch(/\/json\//);
  });
});
