// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DescFile, DescMessage } from "@bufbuild/protobuf";
import { createEcmaScriptPlugin, type GeneratedFile, type Schema } from "@bufbuild/protoplugin";
import { isStructAsJson } from "./field-shape.ts";
import { printReader } from "./print-reader.ts";
import { printWriter } from "./print-writer.ts";
import { createSymbols, type Symbols } from "./symbols.ts";

/** Options of the plugin besides those of every plugin for protobuf-es. */
export interface CodecOptions {
  /** Module that another run of the plugin wrote its runtime to, without the name of the file. */
  readonly runtime: string | undefined;
  /** What the names of the files begin with that get codecs. Empty for all. */
  readonly files: string;
  /** Files of well-known types that get a codec although no message here uses them, since those of other runs do. */
  readonly wellKnown: readonly string[];
}

const runtimeFolder = "./es_codec";
const wellKnownFolder = "google/protobuf/";
const runtimeFiles = ["error", "reader", "writer"];

/**
 * Generates `x_codec.ts` for every `x.proto`: functions that encode and decode its messages as `toBinary` and
 * `fromBinary` of protobuf-es do, without descriptors. Beside them, the folder `es_codec` gets the code that they share,
 * and `google/protobuf` the codecs of the well-known types that they use.
 *
 * With the option `runtime=MODULE`, both are imported from there, where another run wrote them: `runtime=@example/gen`
 * imports `@example/gen/es_codec/writer.js`. With `well_known=FILE`, that other run also writes the codecs of a file which
 * only the messages of this one use. With `files=PREFIX`, only files whose names begin so get a codec. Needs
 * `strategy: all` in a template of buf.
 */
export const codecPlugin = createEcmaScriptPlugin<CodecOptions>({
  name: "protoc-gen-es-codec",
  version: "v1",
  parseOptions,
  generateTs(schema) {
    const { runtime, files } = schema.options;
    const own = new Set(schema.files.filter(({ name }) => name.startsWith(files)));
    for (const file of [...own, ...(runtime === undefined ? findWellKnown(schema) : [])]) {
      const messages = [...schema.typesInFile(file)].filter((desc) => desc.kind === "message");
      if (messages.length > 0) {
        const f = schema.generateFile(`${file.name}_codec.ts`);
        f.preamble(file);
        printCodecs(f, messages, createSymbols(f, own, runtime));
      }
    }
    if (runtime === undefined) {
      printRuntime(schema);
    }
  },
});

function parseOptions(options: readonly { key: string; value: string }[]): CodecOptions {
  let runtime: string | undefined;
  let files = "";
  const wellKnown: string[] = [];
  for (const { key, value } of options) {
    if (key === "runtime" && value !== "") {
      runtime = value.replace(/\/$/, "");
    } else if (key === "files") {
      files = value;
    } else if (key === "well_known" && value.startsWith(wellKnownFolder)) {
      wellKnown.push(value);
    } else {
      throw new Error(`expected runtime=MODULE, files=PREFIX and well_known=${wellKnownFolder}FILE`);
    }
  }
  return { runtime, files, wellKnown };
}

function printCodecs(f: GeneratedFile, messages: readonly DescMessage[], symbols: Symbols): void {
  for (const desc of messages) {
    const shape = f.importShape(desc);
    const { name } = shape;
    const writer = symbols.runtime("writer");
    const reader = symbols.runtime("reader");
    const error = symbols.runtime("error");
    const typeName = JSON.stringify(desc.typeName);

    f.print(
      f.jsDoc(`Encodes a \`${desc.typeName}\`, as \`toBinary\` of protobuf-es does. Throws \`BinaryCodecError\`.`),
    );
    f.print(
      "export function encode",
      name,
      "(message: ",
      shape,
      ", options?: ",
      writer("EncodeOptions", true),
      "): Uint8Array<ArrayBuffer> {",
    );
    f.print("  const w = ", writer("openWriter"), "();");
    f.print("  const { pos, keepsUnknown } = w;");
    f.print("  w.keepsUnknown = options?.writeUnknownFields ?? true;");
    f.print("  try {");
    f.print("    write", name, "(w, message);");
    f.print("    return ", writer("copyBytes"), "(w, pos);");
    f.print("  } catch (error) {");
    f.print("    throw ", error("toCodecError"), "(error, ", typeName, ");");
    f.print("  } finally {");
    f.print("    ", writer("closeWriter"), "(w, pos, keepsUnknown);");
    f.print("  }");
    f.print("}");
    f.print();
    f.print(
      f.jsDoc(
        `Decodes a \`${desc.typeName}\`, as \`fromBinary\` of protobuf-es does, but strictly. Throws \`BinaryCodecError\`.`,
      ),
    );
    f.print(
      "export function decode",
      name,
      "(bytes: Uint8Array, options?: ",
      reader("DecodeOptions", true),
      "): ",
      shape,
      " {",
    );
    f.print("  const r = ", reader("openReader"), "(bytes, options);");
    f.print("  try {");
    f.print("    return read", name, "(r, bytes.length);");
    f.print("  } catch (error) {");
    f.print("    throw ", error("toCodecError"), "(error, ", typeName, ");");
    f.print("  } finally {");
    f.print("    ", reader("closeReader"), "(r, options);");
    f.print("  }");
    f.print("}");
    f.print();
    printWriter(f, desc, symbols);
    printReader(f, desc, symbols);
  }
}

/**
 * Returns the files of well-known types that the options name, or whose messages the files to generate refer to, directly
 * or not.
 */
function findWellKnown(schema: Schema<CodecOptions>): DescFile[] {
  const found = new Set(schema.options.wellKnown.map((name) => requireFile(schema, name)));
  const search = (file: DescFile): void => {
    for (const desc of schema.typesInFile(file)) {
      for (const field of desc.kind === "message" ? desc.fields : []) {
        const target = field.message?.file;
        const isForeign = target?.name.startsWith(wellKnownFolder) && !schema.files.includes(target);
        if (target !== undefined && isForeign && !found.has(target) && !isStructAsJson(field)) {
          found.add(target);
          search(target);
        }
      }
    }
  };
  schema.files.forEach(search);
  return [...found];
}

function requireFile({ allFiles }: Schema<CodecOptions>, name: string): DescFile {
  // Descriptors have the name without the extension.
  const file = allFiles.find((candidate) => `${candidate.name}.proto` === name);
  if (file === undefined) {
    throw new Error(`well_known: expected a file that the protos import, got ${name}`);
  }
  return file;
}

function printRuntime(schema: Schema<CodecOptions>): void {
  const extension = { js: ".js", ts: ".ts", none: "" }[schema.options.importExtension];
  for (const name of runtimeFiles) {
    const source = readFileSync(join(import.meta.dirname, "runtime", `${name}.ts`), "utf8");
    const f = schema.generateFile(`${runtimeFolder.slice(2)}/${name}.ts`);
    f.print("// @generated by protoc-gen-es-codec v1");
    f.print("/* eslint-disable */");
    f.print();
    f.print(source.replace(/(from "\.\/\w+)\.js"/g, `$1${extension}"`).trimEnd());
  }
}
