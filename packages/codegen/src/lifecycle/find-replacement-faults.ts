// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { containerOf, fullName, type LifecycleElement, optionOf, ownLifecycle } from "./lifecycle-element.ts";

/**
 * Finds errors in the `replaced_by` of an element. It must be the full name of another element in `byName`, or the name
 * of a sibling. The replacement must not be deprecated, unless the element also has a `deprecation_reason`.
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
      `${expected} an existing element, by its full name or the name of a sibling, got ${JSON.stringify(replacedBy)}`,
    ];
  }
  if (replacement === element) {
    return [`${expected} another element, got itself`];
  }
  if (replacement.deprecated && deprecationReason === "") {
    return [
      `${expected} an element that is not deprecated, got ${JSON.stringify(replacedBy)}; ` +
        "name the replacement of that element, or add a deprecation_reason",
    ];
  }
  return [];
}

/** Returns the scope in which siblings are looked up: the container of a member, the package or message of a type. */
function scopeOf(element: LifecycleElement): string {
  const container = containerOf(element);
  if (element !== container) {
    return fullName(container);
  }
  return fullName(container).slice(0, -container.name.length - 1);
}
