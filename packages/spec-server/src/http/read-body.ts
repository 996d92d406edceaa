// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ConnectError } from "@connectrpc/connect";
import type { Compression, UniversalServerRequest } from "@connectrpc/connect/protocol";
import { limitError } from "../errors/limit-error.js";
import { HttpFault } from "./http-fault.js";
import { joinBytes } from "./join-bytes.js";

/**
 * Reads the whole body of a request and decompresses it. Throws if it exceeds `maxBytes`, compressed or decompressed.
 */
export async function readBody(
  request: UniversalServerRequest,
  compressions: readonly Compression[],
  maxBytes: number,
): Promise<Uint8Array> {
  const encoding = (request.header.get("content-encoding") ?? "identity").trim().toLowerCase();
  const compression = compressions.find(({ name }) => name === encoding);
  if (compression === undefined && encoding !== "identity") {
    const names = compressions.map(({ name }) => name).join(", ");
    throw new HttpFault(415, `content-encoding: expected one of ${names}, got "${encoding}"`, {
      "accept-encoding": names,
    });
  }
  const bytes = await readBytes(request, maxBytes);
  if (compression === undefined) {
    return bytes;
  }
  return compression.decompress(bytes, maxBytes);
}

async function readBytes({ body, header }: UniversalServerRequest, maxBytes: number): Promise<Uint8Array> {
  if (typeof body !== "object" || body === null || !(Symbol.asyncIterator in body)) {
    throw new Error("body: expected a stream, got a value; mount the handler before anything that parses bodies");
  }
  if (Number(header.get("content-length")) > maxBytes) {
    throw tooLarge(maxBytes);
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > maxBytes) {
      throw tooLarge(maxBytes);
    }
    chunks.push(chunk);
  }
  return joinBytes(chunks);
}

function tooLarge(maxBytes: number): ConnectError {
  return limitError(`body: expected at most ${maxBytes} bytes, got more`);
}
