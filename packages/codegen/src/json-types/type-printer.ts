// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescEnum, DescField, DescFile, DescMessage, DescOneof } from "@bufbuild/protobuf";
import type { GeneratedFile, Printable } from "@bufbuild/protoplugin";
import { CodegenError } from "../errors/codegen-error.ts";
import type { UnionDeclaration } from "../openapi/base-document.ts";
import { createValueTypes } from "./value-types.ts";

/** Prints the types of one file. */
export interface TypePrinter {
  printEnum(desc: DescEnum): void;
  printMessage(desc: DescMessage): void;
  /** Prints the type of `google.protobuf.Any` if this is the first file that uses it. */
  printAny(file: DescFile): void;
}

/** Creates a printer for `f`, one of the modules generated for `files`. */
export function createTypePrinter(
  f: GeneratedFile,
  files: readonly DescFile[],
  unions: Readonly<Record<string, UnionDeclaration>>,
): TypePrinter {
  const types = createValueTypes(f, files);

  function printMember(desc: DescField | DescOneof, name: string, type: Printable): void {
    f.print(f.jsDoc(desc, "  "));
    f.print("  ", name, "?: ", type, ";");
  }

  function printUnion(desc: DescOneof, union: UnionDeclaration): void {
    f.print(f.jsDoc(desc));
    f.print(f.export("type", `${union.schema}Json`), " =");
    for (const [index, field] of desc.fields.entries()) {
      const kind = f.string(union.kinds?.[field.name] ?? field.name);
      const wrap = union.wrap?.[field.name];
      const tag = [union.discriminator, ": ", kind];
      const type = types.typeOf(field);
      const end = index === desc.fields.length - 1 ? ";" : "";
      f.print(f.jsDoc(field, "  "));
      f.print(
        "  | ",
        wrap ? ["{ ", tag, "; ", wrap.property, ": ", type, " }"] : ["({ ", tag, " } & ", type, ")"],
        end,
      );
    }
    f.print();
  }

  return {
    printEnum(desc) {
      f.print(f.jsDoc(desc));
      f.print(f.export("type", types.nameOf(desc)), " =");
      for (const value of desc.values.filter(({ number }) => number !== 0)) {
        f.print(f.jsDoc(value, "  "));
        f.print("  | ", f.string(types.shortNameOf(value)));
      }
      f.print(f.jsDoc("A value without a name in this version, such as one added in a later version.", "  "));
      f.print("  | number;");
      f.print();
    },

    printMessage(desc) {
      const declared: [DescOneof, UnionDeclaration][] = [];
      f.print(f.jsDoc(desc));
      f.print(f.export("type", types.nameOf(desc)), " = {");
      for (const member of membersByNumber(desc)) {
        const union = member.kind === "oneof" ? unions[`${desc.name}.${member.name}`] : undefined;
        if (member.kind === "field") {
          printMember(member, member.name, types.typeOf(member));
        } else if (union !== undefined) {
          declared.push([member, union]);
          printMember(member, member.name, `${union.schema}Json`);
        } else {
          throw new CodegenError(
            "unsupported",
            `${member}: expected a oneof that the base document declares as a union`,
          );
        }
      }
      f.print("};");
      f.print();
      for (const [oneof, union] of declared) {
        printUnion(oneof, union);
      }
    },

    printAny(file) {
      if (file === types.fileOfAny) {
        f.print(f.jsDoc("A message of another schema, kept in binary form."));
        f.print(f.export("type", "AnyJson"), " = {");
        f.print(f.jsDoc("Type of the message: a URL whose last segment is the full name of the type.", "  "));
        f.print("  type_url?: string;");
        f.print(f.jsDoc("The message in protobuf's binary form, encoded as base64 with padding.", "  "));
        f.print("  value?: string;");
        f.print("};");
      }
    },
  };
}

/** Returns fields and oneofs in the order in which they are written. A oneof has the position of its first field. */
function membersByNumber(desc: DescMessage): (DescField | DescOneof)[] {
  const numberOf = (member: DescField | DescOneof) =>
    member.kind === "oneof" ? Math.min(...member.fields.map((field) => field.number)) : member.number;
  return [...desc.members].sort((a, b) => numberOf(a) - numberOf(b));
}
