// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { createEcmaScriptPlugin } from "@bufbuild/protoplugin";
import { CodegenError } from "../errors/codegen-error.ts";
import { parseBaseDocument } from "../openapi/base-document.ts";
import { createTypePrinter } from "./type-printer.ts";

interface Options {
  /** Path of the document that declares which oneofs become unions, and the names of their kinds. */
  readonly base: string;
}

/**
 * Generates `x_json.ts` for every `x.proto`: TypeScript types of the public JSON form, with the comments of the proto.
 * Option: `base=FILE`, the base of the OpenAPI document, relative to the working directory.
 */
export const jsonTypesPlugin = createEcmaScriptPlugin<Options>({
  name: "protoc-gen-chaukas-json-types",
  version: "v1",
  parseOptions(options) {
    const [{ key, value } = { key: "", value: "" }, ...others] = options;
    if (key !== "base" || others.length > 0) {
      throw new CodegenError("usage", "expected base=FILE and no other option");
    }
    return { base: value };
  },
  generateTs(schema) {
    const { base } = schema.options;
    const { unions } = parseBaseDocument(readText(base), base);
    // The messages of google.*, such as error details, have no public JSON form.
    for (const file of schema.files.filter(({ proto }) => !proto.package.startsWith("google."))) {
      const f = schema.generateFile(`${file.name}_json.ts`);
      f.preamble(file);
      const printer = createTypePrinter(f, schema.files, unions);
      for (const desc of schema.typesInFile(file)) {
        if (desc.kind === "enum") {
          printer.printEnum(desc);
        } else if (desc.kind === "message") {
          printer.printMessage(desc);
        }
      }
      printer.printAny(file);
    }
  },
});

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new CodegenError("usage", `option base: expected a readable file, got ${path}`, { cause });
  }
}
