// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescEnum, DescExtension, DescMessage, DescService, FileRegistry } from "@bufbuild/protobuf";
import { type LifecycleElement, ownLifecycle } from "./own-lifecycle.ts";

/**
 * Finds the elements of the specification whose lifecycle is not told: no version that added them, of their
 * own or of the element around them, or a deprecation that says neither what to use instead nor why.
 *
 * An element that `base` lacks, inside one that `base` has, is newer than what is around it, so it needs a
 * version of its own. Returns one line for each fault, which names the file and the element.
 */
export function findLifecycleFaults(registry: FileRegistry, base?: FileRegistry): string[] {
  const known = new Set(base === undefined ? [] : elementsOf(base).map(fullName));
  return elementsOf(registry).flatMap((element) => {
    const isNew = base !== undefined && !known.has(fullName(element));
    return faultsOf(element, isNew && known.has(fullName(containerOf(element)))).map(
      (fault) => `proto/${containerOf(element).file.proto.name}: ${fullName(element)}: ${fault}`,
    );
  });
}

function faultsOf(element: LifecycleElement, needsOwn: boolean): string[] {
  const { since, replacedBy, deprecationReason } = ownLifecycle(element);
  const effective = since || (needsOwn ? "" : ownLifecycle(containerOf(element)).since);
  const option = `(chaukas.spec.options.v1.${optionNames[element.kind]})`;
  const faults: string[] = [];
  if (effective === "") {
    faults.push(`expected the version that added it, ${option}.since = "1.2.0" or the like`);
  } else if (!/^\d+\.\d+\.\d+$/.test(effective)) {
    faults.push(`expected ${option}.since to be a version such as 1.2.0, got ${JSON.stringify(effective)}`);
  }
  const explained = replacedBy !== "" || deprecationReason !== "";
  if (element.deprecated && !explained) {
    faults.push(`is deprecated: expected ${option}.replaced_by or ${option}.deprecation_reason`);
  }
  if (!element.deprecated && explained) {
    faults.push("says what replaces it or why it is deprecated: expected the option deprecated = true as well");
  }
  return faults;
}

const optionNames: Record<LifecycleElement["kind"], string> = {
  message: "message",
  field: "field",
  enum: "enum",
  enum_value: "value",
  service: "service",
  rpc: "method",
};

function elementsOf(registry: FileRegistry): LifecycleElement[] {
  return [...registry]
    .filter(({ file }) => /^chaukas\.(?!spec\.options\.)/.test(file.proto.package))
    .flatMap(membersOf);
}

function membersOf(type: SupportedType): LifecycleElement[] {
  switch (type.kind) {
    case "message":
      return [type, ...type.fields];
    case "enum":
      return [type, ...type.values];
    case "service":
      return [type, ...type.methods];
    case "extension":
      return [];
  }
}

type SupportedType = DescMessage | DescEnum | DescService | DescExtension;

/** The message, enum or service that an element is or belongs to. */
function containerOf(element: LifecycleElement): DescMessage | DescEnum | DescService {
  return "parent" in element && element.kind !== "message" && element.kind !== "enum" ? element.parent : element;
}

function fullName(element: LifecycleElement): string {
  return "typeName" in element ? element.typeName : `${element.parent.typeName}.${element.name}`;
}
