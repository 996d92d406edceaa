// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFields, readText } from "../values/read-fields.js";

/** Why a server refuses an event of a batch. */
interface Rejection {
  readonly index: number;
  readonly code: string;
  readonly field: string;
  readonly message: string;
}

/** What the SDK reads of `chaukas.spec.client.v1.IngestEventBatchResponse`. */
export interface BatchAnswer {
  readonly rejectedEventIds: readonly string[];
  readonly rejections: readonly Rejection[];
}

/** Reads the answer to a batch: the two fields that matter, without a codec for all. Throws an error if it is malformed. */
export function readAnswer(bytes: Uint8Array): BatchAnswer {
  const fields = readFields(bytes);
  return {
    rejectedEventIds: (fields.get(4) ?? []).map(readText),
    rejections: (fields.get(5) ?? []).map((field) => {
      const members = readFields(field as Uint8Array);
      const last = (number: number) => members.get(number)?.at(-1);
      return {
        index: Number(last(1) ?? 0),
        code: readText(last(3)),
        field: readText(last(4)),
        message: readText(last(5)),
      };
    }),
  };
}
