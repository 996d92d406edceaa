// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescField, DescMessage, DescOneof } from "@bufbuild/protobuf";
import { Fault } from "../errors/fault.js";

// Edition.EDITION_PROTO3 and FeatureSet_FieldPresence.IMPLICIT, without the weight of their modules.
const proto3 = 999;
const implicit = 2;

/** A member of the JSON object that a message becomes: a field, or a oneof that is a union. */
export type MessageMember =
  | { readonly field: DescField }
  | { readonly union: DescOneof; readonly kinds: readonly ContentKind[] };

/** Members in the order of the numbers of their fields. Without unions, as in ProtoJSON, all members are fields. */
export function messageMembers(desc: DescMessage, hasUnions: boolean): MessageMember[] {
  if (desc.file.edition !== proto3) {
    throw new Fault("wrong_type", "a message of a proto3 file", desc.toString());
  }
  const fields = [...desc.fields].sort((a, b) => a.number - b.number);
  const seen = new Set<DescOneof>();
  return fields.flatMap((field): MessageMember[] => {
    const kinds = hasUnions && field.oneof && contentKinds(field.oneof);
    if (!kinds || field.oneof === undefined) {
      return [{ field }];
    }
    const isFirst = !seen.has(field.oneof);
    seen.add(field.oneof);
    return isFirst ? [{ union: field.oneof, kinds }] : [];
  });
}

/** Whether a field is absent from JSON, and from binary form, when it has its default value. */
export function hasImplicitPresence(field: DescField): boolean {
  return field.presence === implicit;
}

/** The fault of a type for which the public JSON form has no rule. */
export function noJsonForm(desc: DescMessage): Fault {
  return new Fault("wrong_type", "a type that has a JSON form", desc.typeName);
}

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
