// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  type DescExtension,
  type DescField,
  type DescMessage,
  getExtension,
  type Message,
  type Registry,
  ScalarType,
} from "@bufbuild/protobuf";
import { type ReflectMessage, reflect } from "@bufbuild/protobuf/reflect";
import { CodegenError } from "../errors/codegen-error.ts";

/**
 * Prints the options in an options message, such as `deprecated = true` or `(a.b).c = "d"`.
 *
 * Throws {@link CodegenError} for an extension that is not in the registry, and for a value that it cannot print.
 */
export function printOptions(schema: DescMessage, options: Message | undefined, registry: Registry): string[] {
  if (options === undefined) {
    return [];
  }
  const extensions = new Set(options.$unknown?.map((field) => field.no));
  return [
    ...printFields(reflect(schema, options), ""),
    ...[...extensions].flatMap((number) => printExtension(schema, options, number, registry)),
  ];
}

function printExtension(schema: DescMessage, options: Message, number: number, registry: Registry): string[] {
  const extension = registry.getExtensionFor(schema, number);
  if (extension === undefined) {
    throw unsupported(`${schema.typeName}: expected an option in the registry, got number ${number}`);
  }
  const name = `(${extension.typeName})`;
  const value: unknown = getExtension(options, extension);
  if (extension.fieldKind === "message") {
    return printMessage(reflect(extension.message, value as Message), `${name}.`);
  }
  const values = extension.fieldKind === "list" ? (value as unknown[]) : [value];
  return values.map((item) => {
    const member = extension.message === undefined ? item : reflect(extension.message, item as Message);
    return `${name} = ${printLiteral(extension, member)}`;
  });
}

function printMessage(message: ReflectMessage, prefix: string, operator = " = "): string[] {
  const [unknown] = message.getUnknown() ?? [];
  if (unknown !== undefined) {
    throw unsupported(`${message.desc.typeName}: expected only known fields, got number ${unknown.no}`);
  }
  return printFields(message, prefix, operator);
}

/** Returns one line for each value: a repeated option is set once for every value. */
function printFields(message: ReflectMessage, prefix: string, operator = " = "): string[] {
  const fields = message.fields.filter((field) => message.isSet(field));
  return fields.flatMap((field) => {
    const values: Iterable<unknown> = field.fieldKind === "list" ? message.get(field) : [message.get(field)];
    return Array.from(values, (value) => `${prefix}${field.name}${operator}${printLiteral(field, value)}`);
  });
}

function printLiteral(field: DescField | DescExtension, value: unknown): string {
  if (field.fieldKind !== "map" && field.message !== undefined) {
    return `{${printMessage(value as ReflectMessage, "", ": ").join(", ")}}`;
  }
  if (field.scalar === ScalarType.STRING || field.scalar === ScalarType.BOOL) {
    return JSON.stringify(value);
  }
  const name = field.enum?.value[value as number]?.name;
  if (name === undefined) {
    const kind = field.scalar === undefined ? field.fieldKind : ScalarType[field.scalar].toLowerCase();
    throw unsupported(`option ${field.name}: expected a message, enum, string or boolean, got ${kind}`);
  }
  return name;
}

function unsupported(message: string): CodegenError {
  return new CodegenError("unsupported", message);
}
