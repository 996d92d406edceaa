// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type DescEnum,
  type DescField,
  type DescFile,
  type DescMessage,
  type DescMethod,
  ScalarType,
} from "@bufbuild/protobuf";
import { FeatureSet_FieldPresence } from "@bufbuild/protobuf/wkt";

/**
 * Reads the facts about a proto package from the tables `wire-1.0.5` and `additions`. Each fact is one line, in the same
 * form as {@link factsOfFile} returns for a descriptor.
 */
export function readContractFacts(packageName: string): string[] {
  const rows = [...readContract("wire-1.0.5"), ...readContract("additions")].filter((row) => isIn(row, packageName));
  // The table only has rows for messages without fields.
  const parents = rows.filter((row) => row["kind"] === "field").map((row) => `message ${row["in"]}`);
  return [...new Set([...rows.map(factOfRow), ...parents])].sort();
}

/** Returns everything in a file that affects the wire format or the generated code, as one line for each fact. */
export function factsOfFile(file: DescFile): string[] {
  return [
    `file ${file.proto.name}: package ${file.proto.package}`,
    ...file.enums.flatMap(factsOfEnum),
    ...file.messages.flatMap(factsOfMessage),
    ...file.services.flatMap((service) => service.methods.map(factOfMethod)),
    ...file.extensions.map((extension) => `extension ${extension.typeName}`),
  ].sort();
}

/** The message for a test that finds a difference between the protos and the tables of the contract. */
export const contractRemedy =
  "what to do: run `npm run generate`, and add a row for each new element to packages/testdata/contract/additions.tsv; " +
  "existing rows never change";

function isIn(row: ContractRow, packageName: string): boolean {
  return row["kind"] === "file" ? row["name"] === packageName : (row["in"] ?? "").startsWith(`${packageName}.`);
}

function factOfRow({ kind, in: parent, name, number, type, note }: ContractRow): string {
  switch (kind) {
    case "file":
      return `file ${parent}: package ${name}`;
    case "message":
      return `message ${parent}`;
    case "enum":
      return `enum value ${parent}.${name} = ${number}`;
    case "field":
      return `field ${parent}.${name} = ${number}: ${type}${note === "" ? "" : `, ${note}`}`;
    case "rpc":
      return `rpc ${parent}.${name}: ${type}`;
    default:
      throw new Error(`contract row: expected a known kind, got ${JSON.stringify(kind)}`);
  }
}

function factsOfEnum(definition: DescEnum): string[] {
  return definition.values.map((value) => `enum value ${definition.typeName}.${value.name} = ${value.number}`);
}

function factsOfMessage(message: DescMessage): string[] {
  return [
    `message ${message.typeName}`,
    ...message.fields.map(factOfField),
    ...message.nestedMessages.flatMap(factsOfMessage),
    ...message.nestedEnums.flatMap(factsOfEnum),
  ];
}

function factOfField(field: DescField): string {
  const place = `field ${field.parent.typeName}.${field.name} = ${field.number}`;
  // A scalar with explicit presence would be a change of the contract of 1.0.5.
  const isOptional =
    field.message === undefined && field.oneof === undefined && field.presence === FeatureSet_FieldPresence.EXPLICIT;
  const oneof = field.oneof === undefined ? "" : `, oneof ${field.oneof.name}`;
  return `${place}: ${isOptional ? "optional " : ""}${typeOfField(field)}${oneof}`;
}

function typeOfField(field: DescField): string {
  switch (field.fieldKind) {
    case "map":
      return `map<${ScalarType[field.mapKey].toLowerCase()}, ${typeOfElement(field)}>`;
    case "list":
      return `repeated ${typeOfElement(field)}`;
    default:
      return typeOfElement(field);
  }
}

function typeOfElement(field: DescField): string {
  const named = field.message ?? field.enum;
  return named?.typeName ?? String(field.scalar && ScalarType[field.scalar]).toLowerCase();
}

function factOfMethod(method: DescMethod): string {
  const input = method.proto.clientStreaming ? "stream " : "";
  const output = method.proto.serverStreaming ? "stream " : "";
  const types = `${input}${method.input.typeName} -> ${output}${method.output.typeName}`;
  return `rpc ${method.parent.typeName}.${method.name}: ${types}`;
}

/** A row of a contract table, by column name. Missing cells are empty strings. */
export type ContractRow = Readonly<Record<string, string>>;

/** Reads a table of facts: `wire-1.0.5`, `additions` or `rest-1.0.5`. */
export function readContract(name: "wire-1.0.5" | "additions" | "rest-1.0.5"): ContractRow[] {
  const text = readFileSync(join(import.meta.dirname, `../contract/${name}.tsv`), "utf8");
  const [header = [], ...rows] = text
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"));
  return rows.map((cells) => Object.fromEntries(header.map((column, index) => [column, cells[index] ?? ""])));
}
