// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescField, DescMessage, DescOneof } from "@bufbuild/protobuf";
import { Fault } from "../errors/fault.js";

// Edition.EDITION_PROTO3 and FeatureSet_FieldPresence.IMPLICIT, without importing their modules into bundles.
const proto3 = 999;
const implicit = 2;

/** A member of the JSON object for a message: a field, or a oneof that is a union. */
export type MessageMember =
  | { readonly field: DescField }
  | { readonly union: DescOneof; readonly kinds: readonly ContentKind[] };

/** Returns the members in the order of their field numbers. Without unions, as in ProtoJSON, all members are fields. */
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

/** Returns whether a field with its default value is left out of JSON and of the binary form. */
export function hasImplicitPresence(field: DescField): boolean {
  return field.presence === implicit;
}

/** Creates the fault for a type for which the public JSON form has no rule. */
export function noJsonForm(desc: DescMessage): Fault {
  return new Fault("wrong_type", "a type that has a JSON form", desc.typeName);
}

/** Key of the member that contains the kind of an object. */
export const discriminator = "kind";

// Names of the public JSON form that are older than the rule, and differ from the names of the fields.
const otherKinds = new Map([
  ["policy", "policy_decision"],
  ["error", "error_info"],
]);
const propertyNames = new Map([
  ["state_update", "state"],
  ["step", "step"],
]);

/** One alternative of the oneof `Event.content`, which is a union in the public JSON form. */
export interface ContentKind {
  readonly field: DescField;
  /** Value of the discriminator. */
  readonly kind: string;
  /** Key of the value, if its own members cannot be put next to the discriminator. */
  readonly property: string | undefined;
}

/** Returns the alternatives of a union, or undefined for other oneofs, whose fields are members like all others. */
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
  return (
    message !== undefined &&
    !message.typeName.startsWith("google.protobuf.") &&
    !message.fields.some(({ name }) => name === discriminator)
  );
}
