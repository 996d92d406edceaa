// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  type DescEnum,
  type DescExtension,
  type DescField,
  type DescMessage,
  type DescService,
  type FileRegistry,
  getOption,
} from "@bufbuild/protobuf";
import * as options from "../gen/chaukas/spec/options/v1/options_pb.js";
import { findReplacementFaults } from "./find-replacement-faults.ts";
import { containerOf, fullName, type LifecycleElement, optionOf, ownLifecycle } from "./lifecycle-element.ts";
import { isAcceptedSince, isPublished, isVersion, type Versions } from "./versions.ts";

/** An earlier state of the specification to compare with. */
export interface LifecycleBase {
  readonly registry: FileRegistry;
  /** Versions between that state and the next release. Without them, `since` is not compared. */
  readonly versions?: Versions;
}

/**
 * Finds what is wrong with the lifecycles of the specification's elements. Returns one line for each fault, which names
 * the file, the element, what was expected, and what to do where that is not the same.
 *
 * - Every element has a `since`, of its own or of the element around it. One that `base` lacks, inside one that `base`
 *   has, needs its own.
 * - The `since` of an element that `base` lacks is the version under preparation. A published one never changes.
 * - A deprecated element says what to use instead or why, and no other does. `replaced_by` names another element.
 * - A mark for personal data is neither removed nor lowered.
 */
export function findLifecycleFaults(registry: FileRegistry, base?: LifecycleBase): string[] {
  const elements = elementsOf(registry);
  const earlier = new Map(base === undefined ? [] : elementsOf(base.registry).map((desc) => [fullName(desc), desc]));
  const byName = new Map(elements.map((desc) => [fullName(desc), desc]));
  return elements.flatMap((element) => {
    const before = earlier.get(fullName(element));
    const isNew = base !== undefined && before === undefined;
    const needsOwn = isNew && earlier.has(fullName(containerOf(element)));
    const faults = [
      ...findSinceFaults(element, needsOwn, base?.versions),
      ...(isNew ? findNewSinceFaults(element, base.versions) : []),
      ...(before === undefined ? [] : findChangedSinceFaults(element, before, base?.versions)),
      ...findDeprecationFaults(element),
      ...findReplacementFaults(element, byName),
      ...(before === undefined ? [] : findPiiFaults(element, before)),
    ];
    return faults.map((fault) => `proto/${containerOf(element).file.proto.name}: ${fullName(element)}: ${fault}`);
  });
}

function findSinceFaults(element: LifecycleElement, needsOwn: boolean, versions: Versions | undefined): string[] {
  const since = needsOwn ? ownLifecycle(element).since : effectiveSince(element);
  if (since === "") {
    const version = needsOwn && versions !== undefined ? JSON.stringify(versions.next) : '"1.2.0" or the like';
    return [`expected the version that added it, ${optionOf(element)}.since = ${version}`];
  }
  return isVersion(since)
    ? []
    : [`expected ${optionOf(element)}.since to be a version such as 1.2.0, got ${JSON.stringify(since)}`];
}

function findNewSinceFaults(element: LifecycleElement, versions: Versions | undefined): string[] {
  const { since } = ownLifecycle(element);
  return versions === undefined || !isVersion(since) || isAcceptedSince(since, versions)
    ? []
    : [
        `is new: expected ${optionOf(element)}.since = ${JSON.stringify(versions.next)}, the version that comes after ` +
          `${versions.base} by the changesets, got ${JSON.stringify(since)}`,
      ];
}

function findChangedSinceFaults(
  element: LifecycleElement,
  before: LifecycleElement,
  versions: Versions | undefined,
): string[] {
  const [since, was] = [effectiveSince(element), effectiveSince(before)];
  // Where neither says it itself, the element around them does, and the fault is named there.
  const isInherited = element !== containerOf(element) && !ownLifecycle(element).since && !ownLifecycle(before).since;
  if (versions === undefined || since === was || isInherited || !isVersion(was)) {
    return [];
  }
  if (isPublished(was, versions)) {
    return [
      `expected ${optionOf(element)}.since = ${JSON.stringify(was)}, as it was published, got ${JSON.stringify(since)}; ` +
        "put it back: the version that added an element never changes",
    ];
  }
  // Not released yet, so it moves with the version under preparation.
  return since === "" || !isVersion(since) || isAcceptedSince(since, versions)
    ? []
    : [
        `expected ${optionOf(element)}.since = ${JSON.stringify(versions.next)}, the version that comes after ` +
          `${versions.base} by the changesets, got ${JSON.stringify(since)}`,
      ];
}

function findDeprecationFaults(element: LifecycleElement): string[] {
  const { replacedBy, deprecationReason } = ownLifecycle(element);
  const explained = replacedBy !== "" || deprecationReason !== "";
  if (element.deprecated && !explained) {
    const option = optionOf(element);
    return [`is deprecated: expected ${option}.replaced_by or ${option}.deprecation_reason`];
  }
  return !element.deprecated && explained
    ? ["says what replaces it or why it is deprecated: expected the option deprecated = true as well"]
    : [];
}

function findPiiFaults(element: LifecycleElement, before: LifecycleElement): string[] {
  const [is, was] = [piiOf(element), piiOf(before)];
  return is >= was
    ? []
    : [
        `expected (chaukas.spec.options.v1.pii) = ${piiName(was)} or higher, as it was, got ${piiName(is)}; ` +
          "put it back: redaction and retention rely on the mark",
      ];
}

function piiOf(element: LifecycleElement): options.Pii {
  return element.kind === "field" ? getOption(element as DescField, options.pii) : options.Pii.UNSPECIFIED;
}

function piiName(value: options.Pii): string {
  return options.PiiSchema.value[value]?.name ?? String(value);
}

/** The version that added an element, as it says itself or as the element around it says. */
function effectiveSince(element: LifecycleElement): string {
  return ownLifecycle(element).since || ownLifecycle(containerOf(element)).since;
}

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
