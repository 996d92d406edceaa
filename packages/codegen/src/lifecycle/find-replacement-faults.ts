// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { containerOf, fullName, type LifecycleElement, optionOf, ownLifecycle } from "./lifecycle-element.ts";

/**
 * Finds what is wrong with the `replaced_by` of an element: it must name another element of `byName`, by its full name
 * or as a neighbour, and one that is not deprecated itself, unless the element also gives a reason in words.
 */
export function findReplacementFaults(
  element: LifecycleElement,
  byName: ReadonlyMap<string, LifecycleElement>,
): string[] {
  const { replacedBy, deprecationReason } = ownLifecycle(element);
  if (replacedBy === "") {
    return [];
  }
  const expected = `expected ${optionOf(element)}.replaced_by to name`;
  const replacement = byName.get(`${scopeOf(element)}.${replacedBy}`) ?? byName.get(replacedBy);
  if (replacement === undefined) {
    return [
      `${expected} an element that exists, by its full name or as a neighbour, got ${JSON.stringify(replacedBy)}`,
    ];
  }
  if (replacement === element) {
    return [`${expected} another element, got itself`];
  }
  if (replacement.deprecated && deprecationReason === "") {
    return [
      `${expected} an element that is not deprecated, got ${JSON.stringify(replacedBy)}; ` +
        "name what replaces that one, or add a deprecation_reason",
    ];
  }
  return [];
}

/** What the name of a neighbour is added to: the element around a member, the package or message around a type. */
function scopeOf(element: LifecycleElement): string {
  const container = containerOf(element);
  if (element !== container) {
    return fullName(container);
  }
  return fullName(container).slice(0, -container.name.length - 1);
}
