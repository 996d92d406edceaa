// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import type { Difference } from "../../src/index.ts";

/** JSON as a value, which is printed, or as text, which is used as is. */
export type JsonSource = JsonValue | JsonText;

/** JSON that cannot be represented by a JavaScript value, such as an object with a duplicate key, or -0. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A vector as its author writes it. Members that are not given are not part of the vector. */
export interface Draft {
  /** Name within the group. */
  readonly id: string;
  /** Message of the vector. A name without a package belongs to chaukas.spec.common.v1. Default: `Event`. */
  readonly message?: string;
  readonly summary: string;
  readonly tags?: readonly string[];
  readonly json?: JsonSource;
  /** What a writer produces in public JSON, if that differs from `json`. */
  readonly canonical?: JsonSource;
  readonly protojson?: JsonSource;
  /** The message in binary form, if `protojson` does not contain everything. */
  readonly binary?: BinarySource;
  /** Whether the public JSON does not contain everything in the binary. */
  readonly lossy?: boolean;
  readonly differences?: readonly Difference[];
}

/** Bytes of a message: those of its ProtoJSON, followed by bytes that ProtoJSON cannot express. */
interface BinarySource {
  readonly protojson?: JsonObject;
  readonly append: Uint8Array;
}

/** A draft with its verdict. */
export interface Case extends Draft {
  /** The rule that an invalid message violates, and the path of the value. */
  readonly violation?: { readonly rule: string; readonly path: string };
  /** Whether `protojson` can be read, and `binary` derived from it. */
  readonly isReadable: boolean;
}

/** Creates the case of a message that may be sent. */
export function valid(draft: Draft): Case {
  return { ...draft, isReadable: true };
}

/** Creates the case of a message that can be read, but violates a rule of the protos. */
export function breaksRule(rule: string, path: string, draft: Draft): Case {
  const differences: Difference[] = [{ form: "codec", verdict: "valid", reason: "form-only" }];
  return {
    ...draft,
    violation: { rule, path },
    isReadable: true,
    differences: [...differences, ...(draft.differences ?? [])],
  };
}

/** Creates the case of a message that cannot be read. */
export function breaksForm(rule: string, path: string, draft: Draft): Case {
  return { ...draft, violation: { rule, path }, isReadable: false };
}
