// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  type DescEnum,
  type DescEnumValue,
  type DescField,
  type DescFile,
  type DescMessage,
  ScalarType,
} from "@bufbuild/protobuf";
import type { GeneratedFile, Printable } from "@bufbuild/protoplugin";
import { CodegenError } from "../errors/codegen-error.ts";

const anyName = "google.protobuf.Any";
const double = 'number | "NaN" | "Infinity" | "-Infinity"';

/** Returns the TypeScript types of field values. */
export interface ValueTypes {
  /** File whose module defines the type of `google.protobuf.Any`, if any file uses it. */
  readonly fileOfAny: DescFile | undefined;
  nameOf(desc: DescEnum | DescMessage): string;
  /** Returns the name of an enum value without the enum's prefix. */
  shortNameOf(value: DescEnumValue): string;
  /** Throws {@link CodegenError} for a type that has no public JSON form. */
  typeOf(field: DescField): Printable;
}

/** Creates the types for `f`, one of the modules generated for `files`. */
export function createValueTypes(f: GeneratedFile, files: readonly DescFile[]): ValueTypes {
  const fileOfAny = files.find((file) =>
    file.messages.some((message) => message.fields.some((field) => field.message?.typeName === anyName)),
  );

  function typeOfMessage(desc: DescMessage, field: DescField): Printable {
    switch (desc.typeName) {
      case "google.protobuf.Timestamp":
        return "string";
      case "google.protobuf.Struct":
        return f.import("JsonObject", "@bufbuild/protobuf", true);
      case "google.protobuf.Value":
        return f.import("JsonValue", "@bufbuild/protobuf", true);
      case "google.protobuf.ListValue":
        return [f.import("JsonValue", "@bufbuild/protobuf", true), "[]"];
      case anyName:
        return f.import("AnyJson", `./${fileOfAny?.name}_json.js`, true);
      default:
        if (desc.typeName.startsWith("google.protobuf.")) {
          throw new CodegenError(
            "unsupported",
            `${field}: expected a type with a public JSON form, got ${desc.typeName}`,
          );
        }
        return importType(desc);
    }
  }

  function importType(desc: DescEnum | DescMessage): Printable {
    const { name, from } = f.importJson(desc);
    return f.import(name, from.replace(/_pb\.js$/, "_json.js"), true);
  }

  function typeOfElement(field: DescField): Printable {
    if (field.message !== undefined) {
      return typeOfMessage(field.message, field);
    }
    return field.enum !== undefined ? importType(field.enum) : typeOfScalar(field.scalar as ScalarType);
  }

  return {
    fileOfAny,
    nameOf: (desc) => f.importJson(desc).name,
    shortNameOf: ({ name, parent }) => name.slice(parent.sharedPrefix?.length ?? 0),
    typeOf(field) {
      const element = typeOfElement(field);
      switch (field.fieldKind) {
        case "list":
          return isUnion(field) ? ["(", element, ")[]"] : [element, "[]"];
        case "map":
          return ["{ [key: string]: ", element, " }"];
        default:
          return element;
      }
    },
  };
}

function isUnion({ scalar }: DescField): boolean {
  return scalar !== undefined && typeOfScalar(scalar) === double;
}

function typeOfScalar(scalar: ScalarType): string {
  switch (scalar) {
    case ScalarType.STRING:
    case ScalarType.BYTES:
      return "string";
    case ScalarType.BOOL:
      return "boolean";
    case ScalarType.DOUBLE:
    case ScalarType.FLOAT:
      return double;
    default:
      return "number";
  }
}
