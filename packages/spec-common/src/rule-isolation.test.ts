// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { build } from "esbuild";
import { describe, expect, it } from "vitest";

/** Bundles a module like an application. Returns the bundle and the modules that contribute code to it. */
async function bundle(contents: string): Promise<{ text: string; inputs: string[] }> {
  const result = await build({
    stdin: { contents, resolveDir: import.meta.dirname, sourcefile: "app.js" },
    bundle: true,
    format: "esm",
    minify: true,
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  // The inputs include modules that tree-shaking removed completely, with zero bytes.
  const inputs = Object.values(result.metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  const kept = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  return { text: result.outputFiles.map((file) => file.text).join(""), inputs: kept };
}

const ruleCode = /protovalidate|\bcel\b|cel-es|\bre2/i;

describe("a bundle of the messages", () => {
  it.each([
    ["one schema", 'import { EventSchema } from "@chaukas/spec-common"; console.log(EventSchema);'],
    ["everything", 'import * as common from "@chaukas/spec-common"; console.log(common);'],
  ])("with %s contains neither rules nor the code that checks them", async (_, source) => {
    const { text, inputs } = await bundle(source);
    expect(inputs).toContainEqual(expect.stringMatching(/events_pb\.js$/));
    expect(inputs.filter((path) => ruleCode.test(path) || path.endsWith("_rules.js"))).toEqual([]);
    // In a descriptor, rules are options of the package buf.validate. Descriptors are embedded in base64.
    expect(text).not.toMatch(/buf.validate|max_bytes/);
    expect(decodeStrings(text)).not.toMatch(/buf.validate|time_range\.order/);
  });
});

describe("a bundle of ./validate", () => {
  it("contains the rules and the code that checks them", async () => {
    const source = 'import { validateEvent } from "@chaukas/spec-common/validate"; console.log(validateEvent);';
    const { text, inputs } = await bundle(source);
    for (const name of ["@bufbuild/protovalidate", "@bufbuild/cel", "re2"]) {
      expect(inputs.filter((path) => path.includes(name) && ruleCode.test(path))).not.toEqual([]);
    }
    expect(inputs).toContainEqual(expect.stringMatching(/events_rules\.js$/));
    expect(decodeStrings(text)).toContain("time_range.order");
  });
});

/** Decodes the long base64 strings of a bundle, which are embedded descriptors. */
function decodeStrings(text: string): string {
  const strings = text.match(/(?<=["'`])[A-Za-z0-9+/]{200,}(?=["'`])/g) ?? [];
  expect(strings.length).toBeGreaterThan(0);
  return strings.map((string) => Buffer.from(string, "base64").toString("latin1")).join("\n");
}
