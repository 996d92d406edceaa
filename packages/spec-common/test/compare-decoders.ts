// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { isDeepStrictEqual } from "node:util";
import { fromBinary, type Message } from "@bufbuild/protobuf";
import { EventSchema } from "@chaukas/spec-common";
import { decodeEvent, encodeEvent, isBinaryCodecError } from "@chaukas/spec-common/codec";
import type { Judges } from "./open-judges.ts";

/** How often decoders differed in one way, with the first body. */
export interface Difference {
  count: number;
  readonly example: string;
}

/**
 * Lets `decodeEvent`, protobuf-es, upb and Go decode each body, and adds to `differences` what they make of it where
 * that is not the same.
 */
export async function compareDecoders(
  judges: Judges,
  bodies: readonly Uint8Array[],
  differences: Map<string, Difference>,
): Promise<void> {
  const { upb, go } = await judges.judge(EventSchema.typeName, bodies);
  bodies.forEach((body, i) => {
    for (const difference of differencesOf(body, upb[i], go[i])) {
      const known = differences.get(difference);
      if (known === undefined) {
        differences.set(difference, { count: 1, example: Buffer.from(body).toString("hex").slice(0, 400) });
      } else {
        known.count++;
      }
    }
  });
}

function differencesOf(body: Uint8Array, upb: Uint8Array | undefined, go: Uint8Array | undefined): string[] {
  let message: Message;
  try {
    message = decodeEvent(body);
  } catch (error) {
    if (!isBinaryCodecError(error)) {
      return [`throws ${error}`];
    }
    const others = [upb && "upb", go && "Go"].filter((name) => name !== undefined);
    return others.length === 0 ? [] : [`${error.code}: read by ${others.join(" and ")}`];
  }
  const others = { upb, Go: go };
  return [
    ...Object.entries(others).flatMap(([name, bytes]) => {
      if (bytes === undefined) {
        return [`read: refused by ${name}`];
      }
      return isDeepStrictEqual(decodeEvent(bytes), message) ? [] : [`read: other message than ${name}`];
    }),
    ...(isSameInProtobufEs(body, message) ? [] : ["read: other message than protobuf-es"]),
    ...(isDeepStrictEqual(decodeEvent(encodeEvent(message as never)), message)
      ? []
      : ["read: not what it is after encoding"]),
  ];
}

function isSameInProtobufEs(body: Uint8Array, message: Message): boolean {
  try {
    return isDeepStrictEqual(fromBinary(EventSchema, body), message);
  } catch {
    return false;
  }
}
