// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescField, DescMessage, ScalarType } from "@bufbuild/protobuf";
import type { GeneratedFile, Printable } from "@bufbuild/protoplugin";
import {
  hasPrototype,
  isLongAsString,
  isStructAsJson,
  readableWireTypes,
  shapeOfField,
  shapeOfScalar,
  tagOf,
  unwrapped,
  WireType,
  wireTypeOf,
} from "./field-shape.ts";
import type { Symbols } from "./symbols.ts";

const explicit = 1;
const required = 3;

/** Prints the names of a message's fields, and the function that writes its fields in the order of their numbers. */
export function printWriter(f: GeneratedFile, desc: DescMessage, symbols: Symbols): void {
  const shape = f.importShape(desc);
  const { name } = shape;
  const put = symbols.runtime("writer");
  const error = symbols.runtime("error");
  const typeName = JSON.stringify(desc.typeName);
  const fields = [...desc.fields].sort((a, b) => a.number - b.number);
  const hasLists = fields.some(({ fieldKind }) => fieldKind === "list");

  f.print("const namesOf", name, ": ", error("FieldNames", true), " = {");
  for (const field of fields) {
    f.print("  ", field.number, `: "${readableWireTypes(field).join("")}${field.name}",`);
  }
  f.print("};");
  f.print();
  f.print(f.jsDoc(`Writes the fields of a \`${desc.typeName}\`.`));
  f.print("export function write", name, "(w: ", put("Writer", true), ", m: ", shape, "): void {");
  f.print("  if (m?.$typeName !== ", typeName, ") {");
  f.print("    throw ", put("foreignMessage"), "(m, ", typeName, ");");
  f.print("  }");
  if (fields.length > 0) {
    f.print("  let no = 0;");
    if (hasLists) {
      f.print("  let i = -1;");
    }
    f.print("  try {");
    for (const run of groupByOneof(fields)) {
      printRun(f, run, symbols);
    }
    f.print("  } catch (error) {");
    f.print("    throw ", error("locate"), "(error, namesOf", name, "[no]", hasLists ? ", i" : "", ");");
    f.print("  }");
  }
  f.print("  if (m.$unknown !== undefined) {");
  f.print("    ", put("putUnknown"), "(w, m.$unknown);");
  f.print("  }");
  f.print("}");
  f.print();
}

/** Splits fields into runs of those that follow each other and belong to the same oneof, and single others. */
function groupByOneof(fields: readonly DescField[]): DescField[][] {
  const runs: DescField[][] = [];
  for (const field of fields) {
    const run = runs.at(-1);
    if (field.oneof !== undefined && run?.[0]?.oneof === field.oneof) {
      run.push(field);
    } else {
      runs.push([field]);
    }
  }
  return runs;
}

function printRun(f: GeneratedFile, run: readonly DescField[], symbols: Symbols): void {
  const [field] = run as [DescField];
  if (field.oneof !== undefined) {
    printOneof(f, run, field.oneof.localName, symbols);
  } else if (field.fieldKind === "list") {
    printList(f, field, symbols);
  } else if (field.fieldKind === "map") {
    printMap(f, field, symbols);
  } else {
    printSingular(f, field, symbols);
  }
}

function printOneof(f: GeneratedFile, run: readonly DescField[], name: string, symbols: Symbols): void {
  f.print("    no = ", run[0]?.number ?? 0, ";");
  f.print("    const ", name, run[0]?.number ?? "", "_ = ", symbols.runtime("writer")("objectOf"), "(m.", name, ");");
  const local = `${name}${run[0]?.number ?? ""}_`;
  f.print("    switch (", local, ".case) {");
  for (const field of run) {
    f.print("      case ", JSON.stringify(field.localName), ":");
    f.print("        no = ", field.number, ";");
    printValue(f, field, `${local}.value`, "        ", symbols);
    f.print("        break;");
  }
  f.print("    }");
}

function printSingular(f: GeneratedFile, field: DescField, symbols: Symbols): void {
  const value = `m.${field.localName}`;
  const put = symbols.runtime("writer");
  if (field.presence === explicit || field.presence === required) {
    const isOwn: Printable = hasPrototype(field.parent)
      ? [put("hasOwn"), `(m, ${JSON.stringify(field.localName)}) && `]
      : [];
    f.print("    if (", isOwn, value, " !== undefined) {");
  } else {
    f.print("    if (", isSet(field, value), ") {");
  }
  f.print("      no = ", field.number, ";");
  printValue(f, field, value, "      ", symbols);
  if (field.presence === required) {
    f.print("    } else {");
    f.print("      no = ", field.number, ";");
    f.print("      throw ", put("missingField"), "();");
  }
  f.print("    }");
}

/** Returns the condition under which a field without presence is written. */
function isSet(field: DescField, value: string): string {
  if (field.enum !== undefined) {
    return `${value} !== ${field.enum.values[0]?.number ?? 0}`;
  }
  const { name, zero } = shapeOfField(field) ?? { name: "", zero: "0" };
  if (isLongAsString(field)) {
    return `${value} !== "0"`;
  }
  switch (name) {
    case "Bytes":
      return `${value}?.length !== 0`;
    case "Double":
    case "Float":
      return `!Object.is(${value}, 0)`;
    default:
      return `${value} !== ${zero}`;
  }
}

function printList(f: GeneratedFile, field: DescField, symbols: Symbols): void {
  const put = symbols.runtime("writer");
  const list = `${field.localName}_`;
  const isPacked = field.fieldKind === "list" && field.packed;
  f.print("    no = ", field.number, ";");
  f.print("    const ", list, " = ", put("listOf"), "(m.", field.localName, ");");
  if (isPacked) {
    f.print("    if (", list, ".length > 0) {");
    f.print("      const start = ", put("beginValue"), "(w, ", tagOf(field.number, WireType.length), ");");
    f.print("      for (i = 0; i < ", list, ".length; i++) {");
    f.print("        ", put(`put${shapeOfField(field)?.name}`), "(w, 0, ", list, "[i]!);");
    f.print("      }");
    f.print("      ", put("endValue"), "(w, start);");
    f.print("    }");
  } else {
    f.print("    for (i = 0; i < ", list, ".length; i++) {");
    printValue(f, field, `${list}[i]!`, "      ", symbols);
    f.print("    }");
  }
  f.print("    i = -1;");
}

function printMap(f: GeneratedFile, field: DescField & { fieldKind: "map" }, symbols: Symbols): void {
  const put = symbols.runtime("writer");
  const map = `${field.localName}_`;
  const type = `(typeof m.${field.localName})[keyof typeof m.${field.localName}]`;
  f.print("    no = ", field.number, ";");
  f.print(
    "    const ",
    map,
    ": Readonly<Record<string, ",
    type,
    ">> = ",
    put("objectOf"),
    "(m.",
    field.localName,
    ");",
  );
  f.print("    for (const key of Object.keys(", map, ")) {");
  f.print("      const entry = ", put("beginValue"), "(w, ", tagOf(field.number, WireType.length), ");");
  f.print("      try {");
  const keyShape = shapeOfScalar(field.mapKey);
  f.print(
    "        ",
    put(`put${keyShape.name}`),
    `(w, ${tagOf(1, keyShape.wireType)}, `,
    mapKey(field.mapKey, put),
    ");",
  );
  const value = { number: 2, wireType: shapeOfField(field)?.wireType ?? WireType.length };
  printValue(f, field, `${map}[key]!`, "        ", symbols, value);
  f.print("      } catch (error) {");
  f.print("        throw ", symbols.runtime("error")("locateKey"), "(error, key);");
  f.print("      }");
  f.print("      ", put("endValue"), "(w, entry);");
  f.print("    }");
}

function mapKey(type: ScalarType, put: ReturnType<Symbols["runtime"]>): Printable {
  switch (shapeOfScalar(type).type) {
    case "number":
      return [put("numberKey"), "(key)"];
    case "boolean":
      return [put("booleanKey"), "(key)"];
    default:
      return "key";
  }
}

/** Prints the statements that write a value with its tag. */
function printValue(
  f: GeneratedFile,
  field: DescField,
  value: string,
  indent: string,
  symbols: Symbols,
  { number, wireType } = { number: field.number, wireType: wireTypeOf(field) },
): void {
  const put = symbols.runtime("writer");
  const shape = shapeOfField(field);
  const tag = tagOf(number, wireType);
  if (shape !== undefined) {
    f.print(indent, put(`put${shape.name}`), `(w, ${tag}, ${value});`);
    return;
  }
  if (field.message === undefined) {
    return;
  }
  if (wireType === WireType.startGroup) {
    f.print(indent, put("putTag"), `(w, ${tag});`);
    f.print(indent, symbols.write(field.message), `(w, ${value});`);
    f.print(indent, put("putTag"), `(w, ${tagOf(number, WireType.endGroup)});`);
    return;
  }
  const inner = unwrapped(field);
  const start = `start${field.number}`;
  f.print(indent, `const ${start} = `, put("beginValue"), `(w, ${tag});`);
  if (isStructAsJson(field)) {
    f.print(indent, put("putStruct"), `(w, ${value});`);
  } else if (inner !== undefined) {
    f.print(indent, symbols.write(field.message), `(w, { $typeName: "${field.message.typeName}", value: ${value} });`);
  } else {
    f.print(indent, symbols.write(field.message), `(w, ${value});`);
  }
  f.print(indent, put("endValue"), `(w, ${start});`);
}
