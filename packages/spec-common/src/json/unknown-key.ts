// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage } from "@bufbuild/protobuf";
import { contentKinds, discriminator } from "./content-union.js";
import { describeValue } from "./describe-value.js";
import { Fault } from "./fault.js";
import type { ReadDialect } from "./read-dialect.js";

/** The fault of a key that a message does not know, with what the key was probably meant to be. */
export function unknownKey(key: string, desc: DescMessage, { hasUnions }: ReadDialect): Fault {
  const field = desc.fields.find(({ name, jsonName }) => name === key || jsonName === key);
  const kind = field?.oneof && contentKinds(field.oneof)?.find((candidate) => candidate.field === field);
  if (field === undefined || !hasUnions) {
    return new Fault("unknown_key", `a field of ${desc.name}`, describeValue(key));
  }
  const meant =
    kind === undefined ? `"${field.name}"` : `"${field.oneof?.name}" with the ${discriminator} "${kind.kind}"`;
  return new Fault("unknown_key", meant, describeValue(key));
}
