// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFileSync } from "node:child_process";
import { type BuildOptions, build } from "esbuild";
import { describe, expect, it } from "vitest";

/** Bundles a module like an application, for browsers of 2022. */
function bundle(contents: string, options: BuildOptions = {}) {
  return build({
    ...options,
    stdin: { contents, resolveDir: import.meta.dirname, sourcefile: "app.js" },
    bundle: true,
    format: "esm",
    write: false,
    metafile: true,
    // Warns of, or fails for, syntax that esbuild cannot lower for these browsers.
    target: ["chrome100", "edge100", "firefox100", "safari15.4"],
    logLevel: "silent",
  });
}

const program = `
  import { decodeEvent, encodeEvent } from "@chaukas/spec-common/codec";
  const texts = ["", "ascii", "é", "日本語", "\\ud83d\\ude00", "x".repeat(700), "ä".repeat(700)];
  const event = decodeEvent(new Uint8Array(0));
  event.tags = texts;
  event.timestamp = { $typeName: "google.protobuf.Timestamp", seconds: 1795366591n, nanos: 5 };
  event.metadata = { a: [1.5, null, { "": texts[6] }] };
  const copy = decodeEvent(encodeEvent(event));
  console.log(JSON.stringify([copy.tags.join() === texts.join(), String(copy.timestamp.seconds), copy.metadata.a[2][""].length]));
  let code;
  try {
    encodeEvent({ ...event, branch: "\\udc00" });
  } catch (error) {
    code = error.code;
  }
  console.log(code);`;

describe("a bundle of ./codec", () => {
  it.each([
    ["where code generation from strings is disallowed", ""],
    ["without Buffer", "delete globalThis.Buffer;"],
    [
      "without any encoding but UTF-8, and without what the language got since 2022",
      `delete globalThis.Buffer;
      const Decoder = globalThis.TextDecoder;
      globalThis.TextDecoder = class {
        constructor(label, options) {
          if (label !== "utf-8") throw new RangeError(label);
          return new Decoder(label, options);
        }
      };
      for (const name of ["isWellFormed", "toWellFormed", "at", "replaceAll"]) delete String.prototype[name];
      for (const name of ["at", "findLast", "toSorted", "toSpliced", "with"]) delete Array.prototype[name];
      delete Object.hasOwn;`,
    ],
  ])("runs %s", async (_, banner) => {
    const { outputFiles, warnings } = await bundle(program, { banner: { js: banner } });
    const [{ text } = { text: "" }] = outputFiles ?? [];
    expect(warnings).toEqual([]);
    // Property classes, lookbehinds and named groups are errors of syntax to Hermes 0.12.
    expect(text).not.toMatch(/\\[pP]\{|\(\?<[=!a-z]/);
    const args = ["--disallow-code-generation-from-strings", "--input-type=module", "-"];
    const output = execFileSync("node", args, { encoding: "utf8", input: text });
    expect(output).toBe('[true,"1795366591",700]\nbad_unicode\n');
  });

  it("contains neither descriptors nor the other direction", async () => {
    const { metafile } = await bundle('export { encodeEvent } from "@chaukas/spec-common/codec";');
    const inputs = Object.values(metafile?.outputs ?? {}).flatMap((output) => Object.entries(output.inputs));
    const modules = inputs.flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])).join("\n");
    expect(modules).toMatch(/es_codec\/writer\.js/);
    expect(modules).not.toMatch(/@bufbuild|_pb\.js|es_codec\/reader\.js/);
  });
});
