// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

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

type Field = number | Uint8Array;

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

function readText(field: Field | undefined): string {
  return new TextDecoder().decode(field as Uint8Array | undefined);
}

/** Returns the values of a message by the number of the field. */
function readFields(bytes: Uint8Array): Map<number, Field[]> {
  const fields = new Map<number, Field[]>();
  let at = 0;
  const readVarint = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++];
      if (byte === undefined || factor > 2 ** 63) {
        throw new Error("expected a response of the server, got bytes that end early");
      }
      value += (byte & 127) * factor;
      if (byte < 128) {
        return value;
      }
    }
  };
  while (at < bytes.length) {
    const tag = readVarint();
    const wireType = tag % 8;
    let value: Field = 0;
    if (wireType === 0) {
      value = readVarint();
    } else {
      const size = wireType === 2 ? readVarint() : wireType === 1 ? 8 : wireType === 5 ? 4 : Number.NaN;
      if (!(at + size <= bytes.length)) {
        throw new Error(`expected a response of the server, got a field that does not fit at byte ${at}`);
      }
      value = bytes.subarray(at, at + size);
      at += size;
    }
    const number = Math.floor(tag / 8);
    const values = fields.get(number) ?? [];
    fields.set(number, values);
    values.push(value);
  }
  return fields;
}
