// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescEnum, ScalarType } from "@bufbuild/protobuf";
import type { ReadValue } from "../messages/codec-state.js";

/** The differences between the public JSON form and ProtoJSON for a reader. */
export interface ReadDialect {
  /** Whether `Event.content` is an object with a discriminator, instead of one member for each kind. */
  readonly hasUnions: boolean;
  /** Whether a key may also be the JSON name of a field. */
  readonly hasProtoJsonMembers: boolean;
  /** Creates the function that reads a scalar. A 64-bit integer becomes a bigint. */
  readonly createScalarReader: (type: ScalarType) => ReadValue;
  readonly createEnumReader: (desc: DescEnum) => ReadValue;
  readonly readTimestamp: ReadValue;
  /** Reads an Any. If absent, an Any is read field by field like any other message. */
  readonly readAny?: ReadValue;
}
