// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Message } from "@bufbuild/protobuf";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { EmptySchema } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import type { UniversalHandlerOptions } from "@connectrpc/connect/protocol";
import { readBinaryBatch, readBinaryEvent } from "../ingest/read-binary-events.js";

/** How the framework decodes binary requests of ingest calls in place of Connect. */
export interface BinaryReading {
  /** Message as which Connect decodes these requests, and the options that it needs. */
  readonly input: typeof EmptySchema;
  readonly options: Partial<UniversalHandlerOptions>;
  /** Decoders by call. They throw `invalid_argument` for a request that cannot be decoded. */
  readonly readers: Readonly<Record<string, (raw: Message) => object>>;
}

/**
 * Creates the functions that decode binary requests of IngestEvent and IngestEventBatch over gRPC, gRPC-Web and Connect.
 *
 * connect-es fails a batch for one event that cannot be decoded. So to connect-es, these requests are empty messages,
 * which leaves all bytes to their unknown fields.
 */
export function createBinaryReading(maxBatchSize: number): BinaryReading {
  return {
    input: EmptySchema,
    options: { binaryOptions: { readUnknownFields: true } },
    readers: {
      ingestEvent: (raw) => readField(raw, "event", readBinaryEvent),
      ingestEventBatch: (raw) => readField(raw, "eventBatch", (parts) => readBinaryBatch(parts, maxBatchSize)),
    },
  };
}

/** Decodes the one field of a request, whose message may come in several parts. */
function readField<T>({ $unknown = [] }: Message, name: string, decode: (parts: Uint8Array[]) => T): object {
  const parts = $unknown
    .filter(({ no, wireType }) => no === 1 && wireType === WireType.LengthDelimited)
    .map(({ data }) => new BinaryReader(data).bytes());
  if (parts.length === 0) {
    return {};
  }
  try {
    return { [name]: decode(parts) };
  } catch (error) {
    throw error instanceof ConnectError
      ? error
      : new ConnectError(`parse binary: ${(error as Error).message}`, Code.InvalidArgument);
  }
}
