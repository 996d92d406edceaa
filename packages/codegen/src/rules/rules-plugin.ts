// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescFile } from "@bufbuild/protobuf";
import { embedFileDesc } from "@bufbuild/protobuf/codegenv2";
import { createEcmaScriptPlugin, type GeneratedFile, type Schema } from "@bufbuild/protoplugin";
import { CodegenError } from "../errors/codegen-error.ts";

/**
 * Generates `x_rules.ts` for every `x.proto`: the file's descriptor with its protovalidate rules.
 *
 * The messages that protoc-gen-es generates have no rules, so that encoding an event does not load them. Validation
 * loads the descriptor generated here, which describes the same messages.
 */
export const rulesPlugin = createEcmaScriptPlugin({
  name: "protoc-gen-chaukas-rules",
  version: "v1",
  generateTs(schema) {
    for (const file of schema.files) {
      const f = schema.generateFile(`${file.name}_rules.ts`);
      f.preamble(file);
      printRules(f, file, schema);
    }
  },
});

function printRules(f: GeneratedFile, file: DescFile, schema: Schema): void {
  const embedded = embedFileDesc(schema.proto.protoFile.find((proto) => proto.name === file.proto.name) ?? file.proto);
  if (embedded.bootable) {
    throw new CodegenError(
      "unsupported",
      `${file.proto.name}: expected a file that is not google/protobuf/descriptor.proto`,
    );
  }
  const siblings = new Set(schema.files);
  const dependencies = file.dependencies.map((dependency) =>
    siblings.has(dependency)
      ? f.import(rulesName(dependency), `./${dependency.name}_rules.js`)
      : f.importSchema(dependency),
  );
  f.print(f.jsDoc(`Describes the file ${file.proto.name} with its validation rules.`));
  f.print(
    f.export("const", rulesName(file)),
    ": ",
    f.import("GenFile", "@bufbuild/protobuf/codegenv2", true),
    " = /*@__PURE__*/ ",
    f.runtime.codegen.fileDesc,
    "(",
    f.string(embedded.base64()),
    ", ",
    f.array(dependencies),
    ");",
  );
}

function rulesName(file: DescFile): string {
  return `rules_${file.name.replace(/[^a-zA-Z0-9]/g, "_")}`;
}
