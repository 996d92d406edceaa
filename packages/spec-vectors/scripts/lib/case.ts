// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import type { Difference } from "../../src/index.ts";

/** JSON as a value, which is printed, or as a text, which stays as it is. */
export type JsonSource = JsonValue | JsonText;

/** JSON that no value of JavaScript stands for, such as one with a duplicate key, or with -0. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A vector as its author writes it. What is not given is not part of the vector. */
export interface Draft {
  /** Name inside its group. */
  readonly id: string;
  /** Message of the vector. A name without a package is one of chaukas.spec.common.v1. `Event` when not given. */
  readonly message?: string;
  readonly summary: string;
  readonly tags?: readonly string[];
  readonly json?: JsonSource;
  /** What a writer makes in public JSON, where that is not `json`. */
  readonly canonical?: JsonSource;
  readonly protojson?: JsonSource;
  /** The message in binary, where `protojson` does not say it all. */
  readonly binary?: BinarySource;
  /** Whether the public JSON does not hold all that is in the binary. */
  readonly lossy?: boolean;
  readonly differences?: readonly Difference[];
}

/** Bytes of a message: of what ProtoJSON says, and after them those of what it cannot say. */
interface BinarySource {
  readonly protojson?: JsonObject;
  readonly append: Uint8Array;
}

/** A draft with its verdict. */
export interface Case extends Draft {
  /** What an invalid message breaks, and where. */
  readonly breach?: { readonly rule: string; readonly path: string };
  /** Whether `protojson` can be read, so that `binary` can be made from it. */
  readonly isReadable: boolean;
}

/** A message that may be sent. */
export function valid(draft: Draft): Case {
  return { ...draft, isReadable: true };
}

/** A message that can be read, and whose content breaks a rule of the protos. */
export function breaksRule(rule: string, path: string, draft: Draft): Case {
  const differences: Difference[] = [{ form: "codec", verdict: "valid", reason: "form-only" }];
  return {
    ...draft,
    breach: { rule, path },
    isReadable: true,
    differences: [...differences, ...(draft.differences ?? [])],
  };
}

/** What is no public JSON, ProtoJSON or binary form of its message. */
export function breaksForm(rule: string, path: string, draft: Draft): Case {
  return { ...draft, breach: { rule, path }, isReadable: false };
}
