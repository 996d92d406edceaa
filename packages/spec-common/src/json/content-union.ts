// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescField, DescOneof } from "@bufbuild/protobuf";

/** Key of the member that says which kind of content an object is. */
export const discriminator = "kind";

// Where the public JSON form had names of its own before the rule.
const otherKinds = new Map([
  ["policy", "policy_decision"],
  ["error", "error_info"],
]);
const propertyNames = new Map([["state_update", "state"]]);

/** A member of the union that the oneof `Event.content` is in the public JSON form. */
export interface ContentKind {
  readonly field: DescField;
  /** What the discriminator says. */
  readonly kind: string;
  /** Key of the value where its own members cannot stand beside the discriminator. */
  readonly property: string | undefined;
}

/** The members of the union, or undefined for a oneof that is not one: its fields are members like all others. */
export function contentKinds(oneof: DescOneof): ContentKind[] | undefined {
  if (oneof.name !== "content" || oneof.parent.typeName !== "chaukas.spec.common.v1.Event") {
    return undefined;
  }
  return oneof.fields.map((field) => ({
    field,
    kind: otherKinds.get(field.name) ?? field.name,
    property: hasOwnMembers(field) ? undefined : (propertyNames.get(field.name) ?? "value"),
  }));
}

function hasOwnMembers({ message }: DescField): boolean {
  return message !== undefined && !message.typeName.startsWith("google.protobuf.");
}
