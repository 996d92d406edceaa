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
import { containerOf, fullName, type LifecycleElement, optionOf, ownLifecycle, placeOf } from "./lifecycle-element.ts";
import { isAcceptedSince, isPublished, isVersion, type Versions } from "./versions.ts";

/** An earlier state of the specification to compare with. */
export interface LifecycleBase {
  readonly registry: FileRegistry;
  /** The versions between that state and the next release. If absent, `since` is not compared. */
  readonly versions?: Versions;
}

/**
 * Finds errors in the lifecycles of the specification's elements. Returns one line for each error, with the file, the
 * line, the element, the expectation, and what to do if that is not obvious.
 *
 * - Every element has a `since`, either its own or that of its container. A new element in a container that `base` has
 *   needs its own.
 * - The `since` of an element that `base` lacks is the version under preparation. A published `since` never changes.
 * - An element has a replacement or a reason if and only if it is deprecated. `replaced_by` names another element.
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
    return faults.map((fault) => `${placeOf(element)}: ${fault}`);
  });
}

function findSinceFaults(element: LifecycleElement, needsOwn: boolean, versions: Versions | undefined): string[] {
  const since = needsOwn ? ownLifecycle(element).since : effectiveSince(element);
  if (since === "") {
    const version = needsOwn && versions !== undefined ? JSON.stringify(versions.next) : '"1.2.0" or similar';
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
        `is new: expected ${optionOf(element)}.since = ${JSON.stringify(versions.next)}, the version that follows ` +
          `${versions.base} according to the changesets, got ${JSON.stringify(since)}`,
      ];
}

function findChangedSinceFaults(
  element: LifecycleElement,
  before: LifecycleElement,
  versions: Versions | undefined,
): string[] {
  const [since, was] = [effectiveSince(element), effectiveSince(before)];
  // If both inherit it from the container, the error is reported for the container.
  const isInherited = element !== containerOf(element) && !ownLifecycle(element).since && !ownLifecycle(before).since;
  if (versions === undefined || since === was || isInherited || !isVersion(was)) {
    return [];
  }
  if (isPublished(was, versions)) {
    return [
      `expected ${optionOf(element)}.since = ${JSON.stringify(was)}, as published, got ${JSON.stringify(since)}; ` +
        "restore it: the version that added an element never changes",
    ];
  }
  // The element is not released yet, so its `since` follows the version under preparation.
  return since === "" || !isVersion(since) || isAcceptedSince(since, versions)
    ? []
    : [
        `expected ${optionOf(element)}.since = ${JSON.stringify(versions.next)}, the version that follows ` +
          `${versions.base} according to the changesets, got ${JSON.stringify(since)}`,
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
    ? ["has a replacement or a reason for deprecation: expected the option deprecated = true as well"]
    : [];
}

function findPiiFaults(element: LifecycleElement, before: LifecycleElement): string[] {
  const [is, was] = [piiOf(element), piiOf(before)];
  return is >= was
    ? []
    : [
        `expected (chaukas.spec.options.v1.pii) = ${piiName(was)} or higher, as before, got ${piiName(is)}; ` +
          "restore it: redaction and retention rely on the mark",
      ];
}

function piiOf(element: LifecycleElement): options.Pii {
  return element.kind === "field" ? getOption(element as DescField, options.pii) : options.Pii.UNSPECIFIED;
}

function piiName(value: options.Pii): string {
  return options.PiiSchema.value[value]?.name ?? String(value);
}

/** Returns the version that added an element, which is its own `since` or that of its container. */
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
