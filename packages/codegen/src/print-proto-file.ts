import { type JsonObject, type JsonValue, type Registry, toJson } from "@bufbuild/protobuf";
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
import { CodegenError } from "./codegen-error.ts";

/**
 * Prints a proto2 file descriptor as source that compiles to the same descriptor.
 *
 * Covers what rule definitions use: messages, enums, oneofs, extensions, reserved and extension
 * ranges, and options that `registry` knows. Throws {@link CodegenError} on anything else, so that
 * nothing is dropped silently. Comments are not part of a descriptor and are not printed.
 */
export function printProtoFile(file: FileDescriptorProto, registry: Registry): string {
  refuseUnsupported(file);
  const blocks = [
    'syntax = "proto2";',
    `package ${file.package};`,
    file.dependency.map((path) => `import ${JSON.stringify(path)};`).join("\n"),
    fileOptions(file).join("\n"),
    ...printExtensions(file.extension, registry),
    ...file.messageType.map((message) => printMessage(message, registry)),
    ...file.enumType.map(printEnum),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function refuseUnsupported(file: FileDescriptorProto): void {
  const syntax = file.syntax || "proto2";
  if (syntax !== "proto2" || file.service.length > 0) {
    throw new CodegenError("unsupported", `${file.name}: expected proto2 without services, got ${syntax}`);
  }
  const nested = file.messageType.find(
    (m) => m.nestedType.length + m.enumType.length + m.extension.length > 0 || m.options !== undefined,
  );
  if (nested !== undefined) {
    throw new CodegenError("unsupported", `${file.name}: expected flat messages without options, got ${nested.name}`);
  }
}

function fileOptions(file: FileDescriptorProto): string[] {
  if (file.options === undefined) {
    return [];
  }
  return Object.entries(toJson(FileOptionsSchema, file.options))
    .map(([name, value]) => `option ${snakeCase(name)} = ${printLiteral(value as JsonValue)};`)
    .sort();
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
  lines.push(...printReserved(message.reservedRange, message.reservedName, 1));
  for (const range of message.extensionRange) {
    lines.push(`extensions ${printRange(range.start, range.end - 1, 536_870_911)};`);
  }
  return block(`message ${message.name}`, lines);
}

function printEnum(definition: EnumDescriptorProto): string {
  return block(`enum ${definition.name}`, [
    ...definition.value.map((value) => `${value.name} = ${value.number};`),
    ...printReserved(definition.reservedRange, definition.reservedName, 0),
  ]);
}

function printReserved(
  ranges: readonly { start: number; end: number }[],
  names: readonly string[],
  exclusive: 0 | 1,
): string[] {
  const lines = ranges.map((range) => `reserved ${printRange(range.start, range.end - exclusive, 536_870_911)};`);
  return names.length === 0 ? lines : [...lines, `reserved ${names.map((name) => JSON.stringify(name)).join(", ")};`];
}

function printRange(start: number, end: number, max: number): string {
  if (start === end) {
    return String(start);
  }
  return `${start} to ${end >= max ? "max" : end}`;
}

function printField(field: FieldDescriptorProto, registry: Registry, inOneof = false): string {
  const label = FieldDescriptorProto_Label[field.label].toLowerCase();
  const type = field.typeName === "" ? FieldDescriptorProto_Type[field.type].toLowerCase() : field.typeName;
  const options = fieldOptions(field, registry);
  const suffix = options.length === 0 ? "" : ` [${options.join(", ")}]`;
  return `${inOneof ? "" : `${label} `}${type} ${field.name} = ${field.number}${suffix};`;
}

function fieldOptions(field: FieldDescriptorProto, registry: Registry): string[] {
  if (field.options === undefined) {
    return [];
  }
  const options = toJson(FieldOptionsSchema, field.options, { registry }) as Record<string, JsonObject>;
  return Object.entries(options).flatMap(([key, message]) => {
    if (!key.startsWith("[")) {
      throw new CodegenError("unsupported", `${field.name}: expected only extension options, got ${key}`);
    }
    const extension = `(${key.slice(1, -1)})`;
    return Object.entries(message).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((item) => `${extension}.${name} = ${printLiteral(item)}`),
    );
  });
}

function printLiteral(value: JsonValue): string {
  if (value !== null && typeof value === "object" && !Array.isArray(value)) {
    return `{${Object.entries(value)
      .map(([name, member]) => `${name}: ${printLiteral(member)}`)
      .join(", ")}}`;
  }
  if (typeof value === "string" || typeof value === "boolean") {
    return JSON.stringify(value);
  }
  throw new CodegenError("unsupported", `option value: expected message, string or boolean, got ${typeof value}`);
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function block(head: string, lines: readonly string[]): string {
  const body = lines.flatMap((line) => line.split("\n")).map((line) => `  ${line}\n`);
  return `${head} {\n${body.join("")}}`;
}
