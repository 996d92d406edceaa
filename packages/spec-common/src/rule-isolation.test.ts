// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { build } from "esbuild";
import { describe, expect, it } from "vitest";

/** Bundles a module as an application would, and names what went into it. */
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
  // Modules of which nothing is left after tree-shaking are inputs too, of no bytes.
  const inputs = Object.values(result.metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  const kept = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  return { text: result.outputFiles.map((file) => file.text).join(""), inputs: kept };
}

const ruleCode = /protovalidate|\bcel\b|cel-es|\bre2/i;

describe("a bundle of the messages", () => {
  it.each([
    ["one schema", 'import { EventSchema } from "@chaukas/spec-common"; console.log(EventSchema);'],
    ["everything", 'import * as common from "@chaukas/spec-common"; console.log(common);'],
  ])("with %s has neither rules nor the code that checks them", async (_, source) => {
    const { text, inputs } = await bundle(source);
    expect(inputs).toContainEqual(expect.stringMatching(/events_pb\.js$/));
    expect(inputs.filter((path) => ruleCode.test(path) || path.endsWith("_rules.js"))).toEqual([]);
    // The rules in a descriptor are options of the package buf.validate, in base64.
    expect(text).not.toMatch(/buf.validate|max_bytes/);
    expect(decodeStrings(text)).not.toMatch(/buf.validate|time_range\.order/);
  });
});

describe("a bundle of ./validate", () => {
  it("has the rules and the code that checks them", async () => {
    const source = 'import { validateEvent } from "@chaukas/spec-common/validate"; console.log(validateEvent);';
    const { text, inputs } = await bundle(source);
    for (const name of ["@bufbuild/protovalidate", "@bufbuild/cel", "re2"]) {
      expect(inputs.filter((path) => path.includes(name) && ruleCode.test(path))).not.toEqual([]);
    }
    expect(inputs).toContainEqual(expect.stringMatching(/events_rules\.js$/));
    expect(decodeStrings(text)).toContain("time_range.order");
  });
});

/** The long base64 strings of a bundle, which are embedded descriptors. */
function decodeStrings(text: string): string {
  const strings = text.match(/(?<=["'`])[A-Za-z0-9+/]{200,}(?=["'`])/g) ?? [];
  expect(strings.length).toBeGreaterThan(0);
  return strings.map((string) => Buffer.from(string, "base64").toString("latin1")).join("\n");
}
