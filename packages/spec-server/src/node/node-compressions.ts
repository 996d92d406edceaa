// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { promisify } from "node:util";
import {
  brotliCompress,
  brotliDecompress,
  constants,
  deflate,
  gunzip,
  gzip,
  type InputType,
  inflate,
  type ZlibOptions,
} from "node:zlib";
import { Code, ConnectError } from "@connectrpc/connect";
import type { Compression } from "@connectrpc/connect/protocol";

type Convert = (bytes: InputType, options: ZlibOptions) => Promise<Buffer>;

const fastBrotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/**
 * Encodings of requests and responses. Unlike those of `@connectrpc/connect-node`, they report truncated data as an
 * error of the caller, not of the server.
 */
export const nodeCompressions: readonly Compression[] = [
  createCompression("gzip", promisify(gzip) as Convert, promisify(gunzip) as Convert),
  createCompression("br", promisify(brotliCompress) as Convert, promisify(brotliDecompress) as Convert, fastBrotli),
  createCompression("deflate", promisify(deflate) as Convert, promisify(inflate) as Convert),
];

function createCompression(name: string, compress: Convert, decompress: Convert, options: object = {}): Compression {
  return {
    name,
    compress: async (bytes) => asBytes(await compress(bytes, options)),
    async decompress(bytes, maxOutputLength) {
      if (bytes.length === 0) {
        return new Uint8Array();
      }
      try {
        return asBytes(await decompress(bytes, { maxOutputLength }));
      } catch (error) {
        const isTooLarge = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
        throw isTooLarge
          ? new ConnectError(`body: expected at most ${maxOutputLength} bytes, got more`, Code.ResourceExhausted)
          : new ConnectError(
              `body: expected ${name} data, got bytes that cannot be decompressed`,
              Code.InvalidArgument,
            );
      }
    },
  };
}

function asBytes(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return buffer as Uint8Array as Uint8Array<ArrayBuffer>;
}
