// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import ts from "typescript-6";
import type { ApiNode } from "./api-node.ts";

/** Maximum length in characters of a union on one line. A longer one has a line for each part. */
const maxUnionLength = 80;

const printer = ts.createPrinter({ removeComments: true });

/** Turns a declaration of a .d.ts file into a line with its members below it. */
export function describeDeclaration(declaration: ts.Declaration, name: string): ApiNode {
  if (ts.isInterfaceDeclaration(declaration)) {
    return node(`interface ${signature(name, declaration)}`, declaration.members.flatMap(describeMember));
  }
  if (ts.isClassDeclaration(declaration)) {
    return node(`class ${signature(name, declaration)}`, describeClassMembers(declaration));
  }
  if (ts.isEnumDeclaration(declaration)) {
    const members = declaration.members.map((member) => typed(print(member.name), print(member.initializer)));
    return node(`enum ${name}`, members);
  }
  if (ts.isTypeAliasDeclaration(declaration)) {
    return describeType(`type ${name}${typeParameters(declaration.typeParameters)}`, declaration.type);
  }
  if (ts.isFunctionDeclaration(declaration)) {
    return describeType(`function ${callSignature(name, declaration)}`, declaration.type);
  }
  if (ts.isVariableDeclaration(declaration)) {
    return describeType(`const ${name}`, declaration.type);
  }
  return node(`${name}`, [typed(print(declaration), "")]);
}

/** Describes a type. Literals and unions, which may gain members or parts, take several lines. */
function describeType(name: string, type: ts.TypeNode | undefined): ApiNode {
  if (type === undefined) {
    return typed(name, "");
  }
  if (ts.isParenthesizedTypeNode(type)) {
    return describeType(name, type.type);
  }
  if (ts.isTypeLiteralNode(type)) {
    return { name, type: "{}", children: type.members.flatMap(describeMember) };
  }
  if (ts.isUnionTypeNode(type) && print(type).length > maxUnionLength) {
    return node(
      name,
      type.types.map((part) => typed(`| ${print(part)}`, "")),
    );
  }
  // Message<"…"> & { … }, the form of a message in protobuf-es.
  if (ts.isIntersectionTypeNode(type)) {
    const literals = type.types.filter(ts.isTypeLiteralNode);
    const others = type.types.filter((part) => !ts.isTypeLiteralNode(part)).map(print);
    if (literals.length > 0) {
      const children = literals.flatMap((literal) => literal.members).flatMap(describeMember);
      return { name, type: [...others, "{}"].join(" & "), children };
    }
  }
  // GenService<{ … }>, the form of a service in protobuf-es.
  if (ts.isTypeReferenceNode(type) && type.typeArguments?.length === 1) {
    const [argument] = type.typeArguments;
    if (argument !== undefined && ts.isTypeLiteralNode(argument)) {
      return { name, type: `${print(type.typeName)}<{}>`, children: argument.members.flatMap(describeMember) };
    }
  }
  return typed(name, print(type));
}

function describeMember(member: ts.TypeElement | ts.ClassElement): ApiNode[] {
  const name = `${modifiers(member)}${print(member.name)}`;
  if (ts.isPropertySignature(member) || ts.isPropertyDeclaration(member)) {
    const optional = member.questionToken === undefined ? "" : "?";
    if (member.type === undefined && ts.isPropertyDeclaration(member)) {
      return [typed(`${name}${optional}`, print(member.initializer))];
    }
    return [describeType(`${name}${optional}`, member.type)];
  }
  if (ts.isMethodSignature(member) || ts.isMethodDeclaration(member)) {
    const optional = member.questionToken === undefined ? "" : "?";
    return [describeType(callSignature(`${name}${optional}`, member), member.type)];
  }
  if (ts.isConstructorDeclaration(member) || ts.isConstructSignatureDeclaration(member)) {
    return [describeType(callSignature("new ", member), member.type)];
  }
  if (ts.isCallSignatureDeclaration(member)) {
    return [describeType(callSignature("", member), member.type)];
  }
  return [typed(print(member).replace(/;$/, ""), "")];
}

function describeClassMembers(declaration: ts.ClassDeclaration): ApiNode[] {
  const hidden = (member: ts.ClassElement) =>
    (member.name !== undefined && ts.isPrivateIdentifier(member.name)) ||
    ts.getModifiers(member as ts.PropertyDeclaration)?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword);
  // The members that protobuf-es v1 adds to every message are part of its API, not of ours.
  const isMessage = declaration.heritageClauses?.some((clause) => print(clause).startsWith("extends Message<"));
  const boilerplate = (member: ts.ClassElement) =>
    isMessage && (ts.isConstructorDeclaration(member) || modifiers(member).startsWith("static "));
  return declaration.members
    .filter((member) => !hidden(member) && !boilerplate(member))
    .flatMap((member) => describeMember(member));
}

function signature(name: string, declaration: ts.InterfaceDeclaration | ts.ClassDeclaration): string {
  const heritage = (declaration.heritageClauses ?? []).map((clause) => ` ${print(clause)}`).join("");
  return `${name}${typeParameters(declaration.typeParameters)}${heritage}`;
}

function callSignature(name: string, declaration: ts.SignatureDeclaration): string {
  return `${name}${typeParameters(declaration.typeParameters)}(${declaration.parameters.map(print).join(", ")})`;
}

function typeParameters(parameters: ts.NodeArray<ts.TypeParameterDeclaration> | undefined): string {
  return parameters === undefined ? "" : `<${parameters.map(print).join(", ")}>`;
}

function modifiers(member: ts.Node): string {
  return (ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : []).map((one) => `${print(one)} `).join("");
}

function print(part: ts.Node | undefined): string {
  if (part === undefined) {
    return "";
  }
  const text = printer.printNode(ts.EmitHint.Unspecified, part, part.getSourceFile());
  return text.replace(/\s+/g, " ").trim();
}

function node(name: string, children: readonly ApiNode[]): ApiNode {
  return { name, type: "", children };
}

function typed(name: string, type: string): ApiNode {
  return { name, type, children: [] };
}
