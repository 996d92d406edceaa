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
