// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage } from "@bufbuild/protobuf";
import type { GeneratedFile, Printable } from "@bufbuild/protoplugin";

/** Where the generated code imports the conversion from. */
export interface CodecSource {
  /** `codec` for a module that exports `createJsonCodec`, `functions` for one that exports `readJson` and similar. */
  readonly kind: "codec" | "functions";
  /** Specifier of the module. */
  readonly module: string;
}

/**
 * Prints the four functions that convert messages of one type. `parameter` is the name of the writers' parameter. By
 * default, it is the last word of the message's name.
 */
export function printCodec(
  f: GeneratedFile,
  desc: DescMessage,
  source: CodecSource,
  parameter = (/[A-Z][a-z0-9]*$/.exec(desc.name)?.[0] ?? desc.name).toLowerCase(),
): void {
  const shape = f.importShape(desc);
  const json = f.importJson(desc);
  const jsonType = f.import(json.name, json.from.replace(/_pb\.js$/, "_json.js"), true);
  const name = shape.name.charAt(0).toLowerCase() + shape.name.slice(1);
  const article = /^[AEIOU]/.test(desc.name) ? "an" : "a";
  const message = `${article} \`${desc.name}\` message`;
  const call = createCaller(f, desc, source, name, jsonType);

  const print = (comment: string, signature: Printable, body: Printable) => {
    f.print(f.jsDoc(comment));
    f.print("export function ", signature, " {");
    f.print("  return ", body, ";");
    f.print("}");
    f.print();
  };
  print(
    `Converts ${message} to the public JSON form, as a value for \`JSON.stringify\`.\nOmits fields that this version does not know. Throws \`JsonCodecError\` for values that JSON cannot represent.`,
    [`${name}ToJson(${parameter}: `, shape, "): ", jsonType],
    call("ToJson", parameter),
  );
  print(
    `Reads ${message} from a value that \`JSON.parse\` returned.\nThrows \`JsonCodecError\` if the value is not in the public JSON form.`,
    [`${name}FromJson(json: unknown): `, shape],
    call("FromJson", "json"),
  );
  print(
    `Converts ${message} to text in the public JSON form.\nUnlike \`JSON.stringify\`, keeps the sign of minus zero. Throws \`JsonCodecError\` for values that JSON cannot represent.`,
    [`${name}ToJsonString(${parameter}: `, shape, "): string"],
    call("ToJsonString", parameter),
  );
  print(
    `Reads ${message} from text in the public JSON form.\nThrows \`JsonCodecError\` if the text is not in that form. Rejects what \`JSON.parse\` would silently change: duplicate\nkeys, and integers that a number would round.`,
    [`${name}FromJsonString(text: string): `, shape],
    call("FromJsonString", "text"),
  );
}

type Conversion = "ToJson" | "FromJson" | "ToJsonString" | "FromJsonString";

/** Prints the declarations that conversions need, and returns a function that returns the call of a conversion. */
function createCaller(
  f: GeneratedFile,
  desc: DescMessage,
  { kind, module }: CodecSource,
  name: string,
  jsonType: Printable,
): (conversion: Conversion, argument: string) => Printable {
  const schema = f.importSchema(desc);
  if (kind === "functions") {
    return (conversion, argument) => {
      const isText = conversion.endsWith("String");
      if (conversion.startsWith("From")) {
        const read = f.import(isText ? "readJsonText" : "readJson", module);
        return [read, "(", f.import("publicReaderOf", module), ", ", schema, `, ${argument})`];
      }
      const write = f.import(isText ? "writeJsonText" : "writeJson", module);
      return [write, "(", schema, `, ${argument})`, ...(isText ? [] : [" as ", jsonType])];
    };
  }
  const create = f.import("createJsonCodec", module);
  // The annotation allows bundlers to drop the codec if none of its functions is used.
  f.print(`const ${name}Codec = /*@__PURE__*/ `, create, "<typeof ", schema, ", ", jsonType, ">(", schema, ");");
  f.print();
  return (conversion, argument) =>
    `${name}Codec.${conversion.charAt(0).toLowerCase()}${conversion.slice(1)}(${argument})`;
}
