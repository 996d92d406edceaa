// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Registry } from "@bufbuild/protobuf";
import {
  type DescriptorProto,
  type EnumDescriptorProto,
  type FieldDescriptorProto,
  FieldDescriptorProto_Label,
  FieldDescriptorProto_Type,
  FieldOptionsSchema,
  type FileDescriptorProto,
  FileOptionsSchema,
} from "@bufbuild/protobuf/wkt";
import { printOptions } from "./print-options.ts";
import { refuseUnprintable } from "./refuse-unprintable.ts";

const maxFieldNumber = 536_870_911;
const maxEnumNumber = 2_147_483_647;

/**
 * Prints a proto2 file descriptor as source that compiles to the same descriptor.
 *
 * Supports what rule definitions use: messages, enums, oneofs, extensions, reserved and extension ranges, and options
 * in `registry`. Throws {@link CodegenError} for anything else, so that nothing is dropped silently. Comments are not
 * part of a descriptor and are not printed.
 */
export function printProtoFile(file: FileDescriptorProto, registry: Registry): string {
  refuseUnprintable(file);
  const blocks = [
    'syntax = "proto2";',
    file.package === "" ? "" : `package ${file.package};`,
    file.dependency.map((path) => `import ${JSON.stringify(path)};`).join("\n"),
    printOptions(FileOptionsSchema, file.options, registry)
      .map((option) => `option ${option};`)
      .sort()
      .join("\n"),
    ...printExtensions(file.extension, registry),
    ...file.messageType.map((message) => printMessage(message, registry)),
    ...file.enumType.map(printEnum),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function printExtensions(extensions: FileDescriptorProto["extension"], registry: Registry): string[] {
  const byExtendee = Map.groupBy(extensions, (extension) => extension.extendee);
  return [...byExtendee].map(([extendee, fields]) =>
    block(
      `extend ${extendee}`,
      fields.map((field) => printField(field, registry)),
    ),
  );
}

function printMessage(message: DescriptorProto, registry: Registry): string {
  const lines: string[] = [];
  const printed = new Set<number>();
  for (const field of message.field) {
    const index = Object.hasOwn(field, "oneofIndex") ? field.oneofIndex : undefined;
    if (index === undefined) {
      lines.push(printField(field, registry));
    } else if (!printed.has(index)) {
      printed.add(index);
      const members = message.field.filter((f) => Object.hasOwn(f, "oneofIndex") && f.oneofIndex === index);
      lines.push(
        block(
          `oneof ${message.oneofDecl[index]?.name}`,
          members.map((member) => printField(member, registry, true)),
        ),
      );
    }
  }
  for (const range of message.reservedRange) {
    lines.push(`reserved ${printRange(range.start, range.end - 1, maxFieldNumber)};`);
  }
  lines.push(...printReservedNames(message.reservedName));
  for (const range of message.extensionRange) {
    lines.push(`extensions ${printRange(range.start, range.end - 1, maxFieldNumber)};`);
  }
  return block(`message ${message.name}`, lines);
}

function printEnum(definition: EnumDescriptorProto): string {
  return block(`enum ${definition.name}`, [
    ...definition.value.map((value) => `${value.name} = ${value.number};`),
    ...definition.reservedRange.map((range) => `reserved ${printRange(range.start, range.end, maxEnumNumber)};`),
    ...printReservedNames(definition.reservedName),
  ]);
}

function printReservedNames(names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`reserved ${names.map((name) => JSON.stringify(name)).join(", ")};`];
}

/** Both ends are inclusive here. In a descriptor, only the ends of enum ranges are. */
function printRange(start: number, end: number, max: number): string {
  if (start === end) {
    return String(start);
  }
  return `${start} to ${end === max ? "max" : end}`;
}

function printField(field: FieldDescriptorProto, registry: Registry, inOneof = false): string {
  const label = FieldDescriptorProto_Label[field.label].toLowerCase();
  const type = field.typeName === "" ? FieldDescriptorProto_Type[field.type].toLowerCase() : field.typeName;
  const options = printOptions(FieldOptionsSchema, field.options, registry);
  const suffix = options.length === 0 ? "" : ` [${options.join(", ")}]`;
  return `${inOneof ? "" : `${label} `}${type} ${field.name} = ${field.number}${suffix};`;
}

function block(head: string, lines: readonly string[]): string {
  const body = lines.flatMap((line) => line.split("\n")).map((line) => `  ${line}\n`);
  return `${head} {\n${body.join("")}}`;
}
