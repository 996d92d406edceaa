// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError } from "@connectrpc/connect";
import type { Compression } from "@connectrpc/connect/protocol";

/** The platform's names of HTTP content codings. */
const formats = { gzip: "gzip", deflate: "deflate", br: "brotli", zstd: "zstd" };

/** Encodings that CompressionStream and DecompressionStream of this platform support. */
export function createWebCompressions(): Compression[] {
  const offered = Object.entries(formats).filter(([, format]) => isOffered(format));
  return offered.map(([name, format]) => createCompression(name, format as CompressionFormat));
}

function isOffered(format: string): boolean {
  try {
    new CompressionStream(format as CompressionFormat);
    new DecompressionStream(format as CompressionFormat);
    return true;
  } catch {
    return false;
  }
}

function createCompression(name: string, format: CompressionFormat): Compression {
  return {
    name,
    compress: (bytes) => readStream(bytes, new CompressionStream(format), Number.POSITIVE_INFINITY),
    async decompress(bytes, readMaxBytes) {
      if (bytes.length === 0) {
        return new Uint8Array();
      }
      try {
        return await readStream(bytes, new DecompressionStream(format), readMaxBytes);
      } catch (error) {
        if (error instanceof ConnectError) {
          throw error;
        }
        const message = `body: expected ${name} data, got bytes that cannot be decompressed`;
        throw new ConnectError(message, Code.InvalidArgument, undefined, undefined, error);
      }
    },
  };
}

/** Sends bytes through a stream, and stops if the output exceeds `maxBytes`. */
async function readStream(
  bytes: Uint8Array,
  stream: CompressionStream | DecompressionStream,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(stream).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    const chunk = value as Uint8Array<ArrayBuffer>;
    length += chunk.length;
    if (length > maxBytes) {
      await reader.cancel();
      throw new ConnectError(`body: expected at most ${maxBytes} bytes, got more`, Code.ResourceExhausted);
    }
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
