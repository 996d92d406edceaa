// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Empty } from "@bufbuild/protobuf/wkt";
import { closeWriter, copyBytes, openWriter, putUnknown } from "../gen/es_codec/writer.js";

/**
 * Returns the message without fields that protobuf-es writes as the given bytes, which are an encoded message. With it,
 * a call of Connect can be encoded by the codec: as if its method had this input or output.
 */
export function toRawMessage(bytes: Uint8Array): Empty {
  const raw: Empty = { $typeName: "google.protobuf.Empty" };
  if (bytes.length > 0) {
    let tag = 0;
    let length = 0;
    for (let byte = 128; byte > 127; length++) {
      byte = bytes[length] ?? 0;
      tag |= (byte & 127) << (7 * length);
    }
    // One unknown field, which has the first tag and then everything else.
    raw.$unknown = [{ no: tag >>> 3, wireType: tag & 7, data: bytes.subarray(length) }];
  }
  return raw;
}

/** Returns the bytes of a message without fields, as which protobuf-es has read another message. */
export function rawBytesOf({ $unknown = [] }: Empty): Uint8Array<ArrayBuffer> {
  const w = openWriter();
  const { pos, keepsUnknown } = w;
  w.keepsUnknown = true;
  try {
    putUnknown(w, $unknown);
    return copyBytes(w, pos);
  } finally {
    closeWriter(w, pos, keepsUnknown);
  }
}
