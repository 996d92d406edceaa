// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescEnum, ScalarType } from "@bufbuild/protobuf";
import type { ReadValue } from "../messages/codec-state.js";

/** In what the public JSON form and ProtoJSON differ for a reader. */
export interface ReadDialect {
  /** Whether `Event.content` is an object with a discriminator, in place of one member for each kind. */
  readonly hasUnions: boolean;
  /** Whether a field may be named by its JSON name, too, and be null when it is not set. */
  readonly hasProtoJsonMembers: boolean;
  /** Creates the function that reads a scalar. A 64-bit integer becomes a bigint. */
  readonly createScalarReader: (type: ScalarType) => ReadValue;
  readonly createEnumReader: (desc: DescEnum) => ReadValue;
  readonly readTimestamp: ReadValue;
  /** Reads an Any. Without it an Any is read like any other message, by its fields. */
  readonly readAny?: ReadValue;
}
