// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Compression, UniversalServerRequest, UniversalServerResponse } from "@connectrpc/connect/protocol";
import { negotiateEncoding } from "../http/negotiate.js";

/** Smaller responses gain nothing from compression. */
const minCompressedBytes = 1024;

/** A response before compression. */
export interface RestAnswer {
  readonly status: number;
  readonly header: Headers;
  readonly body: string | Uint8Array;
}

/** Creates the HTTP response, compressed if the caller accepts it and it is worthwhile. */
export async function createRestResponse(
  request: Pick<UniversalServerRequest, "header" | "method">,
  { status, header, body }: RestAnswer,
  compressions: readonly Compression[],
): Promise<UniversalServerResponse> {
  let bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  header.set("cache-control", header.get("cache-control") ?? "no-store");
  header.set("x-content-type-options", "nosniff");
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
