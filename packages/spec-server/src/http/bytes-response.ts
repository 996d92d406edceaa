// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Compression, UniversalServerRequest, UniversalServerResponse } from "@connectrpc/connect/protocol";
import { joinBytes } from "./join-bytes.js";
import { negotiateEncoding } from "./negotiate.js";

/** Smaller responses gain nothing from compression. */
const minCompressedBytes = 1024;
/** Characters that a part of a text has at least, unless it is the last. A part ends where a piece does. */
const partLength = 64 * 1024;

/** Encodes a text that comes in pieces, part by part, so that it is never in memory as one string. */
export function encodePieces(pieces: Iterable<string>): Uint8Array[] {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  let part = "";
  for (const piece of pieces) {
    part += piece;
    if (part.length >= partLength) {
      parts.push(encoder.encode(part));
      part = "";
    }
  }
  if (part !== "") {
    parts.push(encoder.encode(part));
  }
  return parts;
}

/** Creates the HTTP response with a body of several parts, compressed if the caller accepts it and it is worthwhile. */
export async function createBytesResponse(
  request: Pick<UniversalServerRequest, "header" | "method">,
  { status, header, parts }: { status: number; header: Headers; parts: readonly Uint8Array[] },
  compressions: readonly Compression[],
): Promise<UniversalServerResponse> {
  // In one piece, which is written at once: servers limit the bytes that are written and not yet read.
  let bytes = joinBytes(parts);
  if (bytes.length >= minCompressedBytes) {
    header.append("vary", "accept-encoding");
    const accepted = negotiateEncoding(
      request.header.get("accept-encoding"),
      compressions.map(({ name }) => name),
    );
    const compression = compressions.find(({ name }) => name === accepted);
    if (compression !== undefined) {
      bytes = await compression.compress(bytes);
      header.set("content-encoding", compression.name);
    }
  }
  header.set("content-length", String(bytes.length));
  const isEmpty = request.method === "HEAD" || bytes.length === 0;
  return isEmpty ? { status, header } : { status, header, body: streamOf(bytes) };
}

async function* streamOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
