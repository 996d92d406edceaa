// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage } from "@bufbuild/protobuf";
import { createEcmaScriptPlugin } from "@bufbuild/protoplugin";
import { CodegenError } from "../errors/codegen-error.ts";
import { type CodecSource, printCodec } from "./print-codec.ts";

interface Options {
  readonly source: CodecSource;
  /** Full names of the messages that get a codec, with the name of the parameter unless it is derived. */
  readonly messages: ReadonlyMap<string, string | undefined>;
}

/**
 * Generates `x_codec.ts` for every `x.proto` that defines one of the messages: functions such as `eventToJson`, which
 * convert it to and from the public JSON form. Options:
 *
 * - `message=NAME` for each message, by its full name; `message=NAME:PARAMETER` sets the name of the writers'
 *   parameter, which is the last word of the message's name by default;
 * - `codec=MODULE`, the module that exports `createJsonCodec`, or `functions=MODULE`, a module that exports functions
 *   such as `readJson`, so that bundlers drop those that are not used. Relative paths start from the output folder.
 */
export const jsonCodecsPlugin = createEcmaScriptPlugin<Options>({
  name: "protoc-gen-chaukas-json-codecs",
  version: "v1",
  parseOptions,
  generateTs(schema) {
    const { source, messages } = schema.options;
    const missing = new Set(messages.keys());
    for (const file of schema.files) {
      const chosen = [...schema.typesInFile(file)].filter(
        (desc): desc is DescMessage => desc.kind === "message" && missing.delete(desc.typeName),
      );
      if (chosen.length > 0) {
        const f = schema.generateFile(`${file.name}_codec.ts`);
        f.preamble(file);
        for (const desc of chosen) {
          printCodec(f, desc, source, messages.get(desc.typeName));
        }
      }
    }
    // buf runs a plugin once for each folder, so another run generates the messages of other packages.
    const packages = new Set(schema.files.map(({ proto }) => proto.package));
    const unknown = [...missing].find((name) => packages.has(name.slice(0, name.lastIndexOf("."))));
    if (unknown !== undefined) {
      throw new CodegenError("usage", `option message: expected an existing message, got ${unknown}`);
    }
  },
});

function parseOptions(options: readonly { key: string; value: string }[]): Options {
  const messages = new Map<string, string | undefined>();
  const sources: CodecSource[] = [];
  for (const { key, value } of options) {
    if (key === "message") {
      const [name = "", parameter] = value.split(":");
      messages.set(name, parameter);
    } else if (key === "codec" || key === "functions") {
      sources.push({ kind: key, module: value });
    } else {
      throw new CodegenError("usage", "expected message=NAME, and codec=MODULE or functions=MODULE");
    }
  }
  const [source, ...others] = sources;
  if (source === undefined || others.length > 0) {
    throw new CodegenError("usage", "expected exactly one of codec=MODULE and functions=MODULE");
  }
  return { source, messages };
}
