// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescField, DescMessage, DescOneof } from "@bufbuild/protobuf";
import type { GeneratedFile, Printable } from "@bufbuild/protoplugin";
import {
  hasPrototype,
  isLongAsString,
  isPackable,
  isStructAsJson,
  shapeOfField,
  shapeOfScalar,
  tagOf,
  unwrapped,
  WireType,
  wireTypeOf,
} from "./field-shape.ts";
import type { Symbols } from "./symbols.ts";

const implicit = 2;

/** Prints the function that reads the fields of a message, and those that read the entries of its maps. */
export function printReader(f: GeneratedFile, desc: DescMessage, symbols: Symbols): void {
  const shape = f.importShape(desc);
  const { name } = shape;
  const take = symbols.runtime("reader");
  const error = symbols.runtime("error");
  for (const field of desc.fields) {
    if (field.fieldKind === "map") {
      printEntryReader(f, name, field, symbols);
    }
  }
  f.print(f.jsDoc(`Reads the fields of a \`${desc.typeName}\` until \`end\`, on top of those that were read before.`));
  f.print(
    "export function read",
    name,
    "(r: ",
    take("Reader", true),
    ", end: number, into?: ",
    shape,
    " | undefined): ",
    shape,
    " {",
  );
  printLocals(f, desc, shape, take("hasOwn"));
  f.print("  ", take("enter"), "(r);");
  f.print("  let tag = 0;");
  f.print("  try {");
  f.print("    while (r.pos < end) {");
  f.print("      tag = ", take("takeTag"), "(r, end);");
  f.print("      switch (tag) {");
  for (const field of [...desc.fields].sort((a, b) => a.number - b.number)) {
    printCase(f, name, field, symbols);
  }
  f.print("        default:");
  f.print("          unknown_ = ", take("takeUnknown"), "(r, end, tag, namesOf", name, ", unknown_);");
  f.print("      }");
  f.print("    }");
  f.print("  } catch (error) {");
  const lists = desc.fields.filter(({ fieldKind }) => fieldKind === "list");
  const index = lists.map((field) => `tag >>> 3 === ${field.number} ? ${field.localName}_.length : `).join("");
  f.print(
    "    throw ",
    error("locate"),
    "(error, namesOf",
    name,
    "[tag >>> 3]",
    index === "" ? "" : `, ${index}-1`,
    ");",
  );
  f.print("  }");
  f.print("  r.depth++;");
  printResult(f, desc, shape);
  f.print("}");
  f.print();
}

/** Returns whether a member is a property of every message, unlike a field with presence that is not set. */
function isAlwaysPresent(member: DescField | DescOneof): boolean {
  return member.kind === "oneof" || member.presence === implicit;
}

function zeroOf(field: DescField): string {
  if (field.enum !== undefined) {
    return String(field.enum.values[0]?.number ?? 0);
  }
  return isLongAsString(field) ? '"0"' : (shapeOfField(field)?.zero ?? "undefined");
}

function printLocals(f: GeneratedFile, desc: DescMessage, shape: Printable, hasOwn: Printable): void {
  for (const member of desc.members) {
    const name = member.localName;
    const type = [": ", shape, `["${name}"]`];
    if (member.kind === "oneof") {
      f.print("  let ", name, "_", type, " | undefined;");
    } else if (member.fieldKind === "list" || member.fieldKind === "map") {
      const empty = member.fieldKind === "list" ? "[]" : "{}";
      f.print("  const ", name, "_", type, ` = into === undefined ? ${empty} : into.${name};`);
    } else if (isAlwaysPresent(member)) {
      f.print("  let ", name, "_", type, ` = ${zeroOf(member)};`);
    } else {
      f.print("  let ", name, "_", type, " | undefined;");
    }
  }
  f.print("  let unknown_: ", shape, '["$unknown"];');
  f.print("  if (into !== undefined) {");
  for (const member of desc.members) {
    const name = member.localName;
    if (member.kind === "oneof" || (member.fieldKind !== "list" && member.fieldKind !== "map")) {
      const isInherited = member.kind === "field" && !isAlwaysPresent(member) && hasPrototype(desc);
      f.print(
        `    ${name}_ = `,
        ...(isInherited ? [hasOwn, `(into, "${name}") ? into.${name} : undefined`] : [`into.${name}`]),
        ";",
      );
    }
  }
  f.print("    unknown_ = into.$unknown;");
  f.print("  }");
}

function printCase(f: GeneratedFile, name: string, field: DescField, symbols: Symbols): void {
  const take = symbols.runtime("reader");
  const local = `${field.localName}_`;
  const shape = shapeOfField(field);
  const print = (...code: Printable[]) => f.print("          ", ...code);
  if (isPackable(field)) {
    const read = value(field, "stop", undefined, symbols);
    f.print("        case ", tagOf(field.number, WireType.length), ": {");
    print("const stop = ", take("takeEnd"), "(r, end);");
    print("while (r.pos < stop) {");
    print("  ", local, ".push(", read, ");");
    print("}");
    print("break;");
    f.print("        }");
    f.print("        case ", tagOf(field.number, shape?.wireType ?? 0), ":");
    print(local, ".push(", value(field, "end", undefined, symbols), ");");
    print("break;");
    return;
  }
  f.print("        case ", tagOf(field.number, wireTypeOf(field)), ":");
  if (field.fieldKind === "map") {
    print(`read${name}_${field.localName}(r, `, take("takeEnd"), "(r, end), ", local, ");");
  } else if (field.fieldKind === "list") {
    print(local, ".push(", value(field, "end", undefined, symbols), ");");
  } else if (field.enum !== undefined && !field.enum.open) {
    printClosedEnum(f, field, local, symbols);
  } else if (field.oneof !== undefined) {
    const one = `${field.oneof.localName}_`;
    const isCase = JSON.stringify(field.localName);
    const before = field.message === undefined ? undefined : `${one}?.case === ${isCase} ? ${one}.value : undefined`;
    print(one, ` = { case: ${isCase}, value: `, value(field, "end", before, symbols), " };");
  } else {
    print(local, " = ", value(field, "end", field.message === undefined ? undefined : local, symbols), ";");
  }
  if (wireTypeOf(field) === WireType.startGroup) {
    print(take("takeTag"), "(r, end);");
  }
  print("break;");
}

function printClosedEnum(f: GeneratedFile, field: DescField, local: string, symbols: Symbols): void {
  const take = symbols.runtime("reader");
  const numbers = [...new Set(field.enum?.values.map(({ number }) => number))];
  const number = `number${field.number}`;
  f.print(`          const ${number} = `, take("takeInt32"), "(r, end);");
  f.print("          if (", numbers.map((known) => `${number} === ${known}`).join(" || "), ") {");
  f.print(
    "            ",
    field.oneof === undefined
      ? `${local} = ${number};`
      : `${field.oneof.localName}_ = { case: ${JSON.stringify(field.localName)}, value: ${number} };`,
  );
  f.print("          } else {");
  f.print("            unknown_ = ", take("keepNumber"), `(r, tag, ${number}, unknown_);`);
  f.print("          }");
}

/** Returns the expression that reads a value. Messages are read on top of the one in `before`. */
function value(field: DescField, end: string, before: string | undefined, symbols: Symbols): Printable {
  const take = symbols.runtime("reader");
  const shape = shapeOfField(field);
  if (shape !== undefined) {
    const isLoose = shape.name === "String" && !field.utf8Validation;
    const read: Printable = [take(isLoose ? "takeLooseString" : `take${shape.name}`), `(r, ${end})`];
    return isLongAsString(field) ? ["String(", read, ")"] : read;
  }
  if (field.message === undefined) {
    return [];
  }
  const isGroup = "delimitedEncoding" in field && field.delimitedEncoding;
  const stop: Printable = [take(isGroup ? "findGroupEnd" : "takeEnd"), `(r, ${end}${isGroup ? ", tag" : ""})`];
  const into = before === undefined ? "" : `, ${before}`;
  if (isStructAsJson(field)) {
    return [take("takeStruct"), "(r, ", stop, into, ")"];
  }
  const read = symbols.read(field.message);
  if (unwrapped(field) !== undefined) {
    const wrapped = `{ $typeName: "${field.message.typeName}", value: ${before} }`;
    return [read, "(r, ", stop, `, ${before} === undefined ? undefined : ${wrapped}).value`];
  }
  return [read, "(r, ", stop, into, ")"];
}

function printResult(f: GeneratedFile, desc: DescMessage, shape: Printable): void {
  const present = desc.members.filter(isAlwaysPresent);
  const isInherited = hasPrototype(desc);
  const open: Printable = isInherited ? ["Object.assign(", f.runtime.create, "(", f.importSchema(desc), "), {"] : "{";
  f.print("  const message: ", shape, " = ", open);
  if (!isInherited) {
    f.print("    $typeName: ", JSON.stringify(desc.typeName), ",");
  }
  for (const member of present) {
    const name = member.localName;
    f.print("    ", name, ": ", name, "_", member.kind === "oneof" ? " ?? { case: undefined }" : "", ",");
  }
  f.print("  }", isInherited ? ")" : "", ";");
  for (const member of desc.members) {
    if (!isAlwaysPresent(member)) {
      const name = member.localName;
      f.print("  if (", name, "_ !== undefined) {");
      f.print("    message.", name, " = ", name, "_;");
      f.print("  }");
    }
  }
  f.print("  if (unknown_ !== undefined) {");
  f.print("    message.$unknown = unknown_;");
  f.print("  }");
  f.print("  return message;");
}

/** Prints the function that reads one entry of a map. */
function printEntryReader(
  f: GeneratedFile,
  name: string,
  field: DescField & { fieldKind: "map" },
  symbols: Symbols,
): void {
  const take = symbols.runtime("reader");
  const error = symbols.runtime("error");
  const keyShape = shapeOfScalar(field.mapKey);
  const keyTag = tagOf(1, keyShape.wireType);
  const valueShape = shapeOfField(field);
  const valueType = valueShape?.wireType ?? WireType.length;
  const map: Printable = [f.importShape(field.parent), `["${field.localName}"]`];
  const isMessage = field.message !== undefined;
  f.print(
    `function read${name}_${field.localName}(r: `,
    take("Reader", true),
    ", end: number, into: ",
    map,
    "): void {",
  );
  f.print("  ", take("enter"), "(r);");
  f.print(`  let key: ${keyShape.type} = ${keyShape.zero};`);
  f.print("  let value: ", map, "[keyof ", map, "] | undefined", isMessage ? "" : ` = ${zeroOf(field)}`, ";");
  f.print("  let tag = 0;");
  f.print("  try {");
  f.print("    while (r.pos < end) {");
  f.print("      tag = ", take("takeTag"), "(r, end);");
  f.print("      if (tag === ", keyTag, ") {");
  const isLoose = keyShape.name === "String" && !field.utf8Validation;
  f.print("        key = ", take(isLoose ? "takeLooseString" : `take${keyShape.name}`), "(r, end);");
  f.print("      } else if (tag === ", tagOf(2, valueType), ") {");
  f.print("        value = ", value(field, "end", isMessage ? "value" : undefined, symbols), ";");
  f.print("      } else {");
  f.print("        ", take("skipEntryField"), `(r, end, tag, ${keyShape.wireType}, ${valueType});`);
  f.print("      }");
  f.print("    }");
  if (isMessage) {
    f.print("    if (value === undefined) {");
    f.print("      value = ", emptyMessage(field, symbols), ";");
    f.print("    }");
  }
  f.print("  } catch (error) {");
  f.print(
    "    throw tag === ",
    keyTag,
    " ? ",
    error("locate"),
    "(error, undefined) : ",
    error("locateKey"),
    "(error, key);",
  );
  f.print("  }");
  f.print("  r.depth++;");
  const key = keyShape.type === "string" || keyShape.type === "number" ? "key" : "String(key)";
  f.print("  ", take("setOwn"), `(into, ${key}, value);`);
  f.print("}");
  f.print();
}

/** Returns the expression that reads a message from no bytes. */
function emptyMessage(field: DescField, symbols: Symbols): Printable {
  if (field.message === undefined || isStructAsJson(field)) {
    return "{}";
  }
  return [symbols.read(field.message), "(r, r.pos)"];
}
