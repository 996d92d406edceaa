// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DescField, type DescMessage, type DescOneof, getOption, hasOption } from "@bufbuild/protobuf";
import {
  field as fieldOption,
  message as messageOption,
  oneof as oneofOption,
} from "@bufbuild/protovalidate/gen/buf/validate/validate_pb.js";
import { type Acceptance, acceptRules } from "./accept-rules.js";

const refuse: Acceptance = () => false;

/**
 * Compiles the rules of a message into a check that takes a tenth of the time of protovalidate. It accepts most
 * messages that satisfy the rules, and none that violates one. Everything else is left to protovalidate: unusual
 * values, rules that this check does not know, and reporting the violations.
 */
export function compileAcceptance(desc: DescMessage, known = new Map<string, Acceptance>()): Acceptance {
  const found = known.get(desc.typeName);
  if (found !== undefined) {
    return found;
  }
  const members: [name: string, accept: Acceptance][] = [];
  const accept: Acceptance = (message) => {
    for (const [name, acceptMember] of members) {
      if (!acceptMember((message as Record<string, unknown>)[name])) {
        return false;
      }
    }
    return true;
  };
  // Registered before the members are compiled, since a message may contain itself.
  known.set(desc.typeName, accept);
  if (hasOption(desc, messageOption)) {
    members.push(["$typeName", refuse]);
  }
  for (const member of desc.members) {
    const acceptMember = member.kind === "oneof" ? acceptOneof(member, known) : acceptField(member, known);
    if (acceptMember !== undefined) {
      members.push([member.localName, acceptMember]);
    }
  }
  return accept;
}

function acceptOneof(oneof: DescOneof, known: Map<string, Acceptance>): Acceptance {
  if (hasOption(oneof, oneofOption)) {
    return refuse;
  }
  const cases = new Map(oneof.fields.map((field) => [field.localName, acceptField(field, known)]));
  return (value) => {
    const chosen = value as { readonly case?: string; readonly value?: unknown } | undefined;
    return chosen?.case === undefined || (cases.get(chosen.case)?.(chosen.value) ?? true);
  };
}

/** Returns undefined for a field that cannot violate a rule. */
function acceptField(field: DescField, known: Map<string, Acceptance>): Acceptance | undefined {
  const acceptRuled = hasOption(field, fieldOption) ? acceptOption(field) : undefined;
  const acceptInner = field.message && acceptMessage(field.message, known);
  if (acceptInner === undefined) {
    return acceptRuled;
  }
  const acceptNested = acceptEach(field, acceptInner);
  return acceptRuled === undefined ? acceptNested : (value) => acceptRuled(value) && acceptNested(value);
}

// FeatureSet_FieldPresence.EXPLICIT
const explicit = 1;

function acceptOption(field: DescField): Acceptance {
  const rules = getOption(field, fieldOption);
  const accept = acceptRules(rules);
  const isOptional = field.fieldKind === "scalar" && field.presence === explicit && !rules.required;
  return isOptional ? (value) => value === undefined || accept(value) : accept;
}

/** Messages of other packages have no rules. */
function acceptMessage(desc: DescMessage, known: Map<string, Acceptance>): Acceptance | undefined {
  return desc.typeName.startsWith("google.protobuf.") ? undefined : compileAcceptance(desc, known);
}

function acceptEach({ fieldKind }: DescField, accept: Acceptance): Acceptance {
  switch (fieldKind) {
    case "list":
      return (list) => Array.isArray(list) && list.every(accept);
    case "map":
      return (map) => Object.values(map as object).every(accept);
    default:
      return (message) => message === undefined || accept(message);
  }
}
