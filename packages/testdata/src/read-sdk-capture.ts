// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";

/** One HTTP request that the Python SDK (chaukas-sdk 0.1.0) sent. */
export interface CapturedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Body as sent: a binary `chaukas.spec.client.v1.IngestEventBatchRequest`. */
  readonly body: Uint8Array<ArrayBuffer>;
}

const folder = join(import.meta.dirname, "../sdk-capture");

/** Reads the captured requests in the order in which the SDK sent them. */
export function readCapturedRequests(): CapturedRequest[] {
  const requests = JSON.parse(readFileSync(join(folder, "requests.json"), "utf8")) as (Omit<CapturedRequest, "body"> & {
    file: string;
  })[];
  return requests.map(({ file, ...request }) => ({
    ...request,
    body: Uint8Array.from(readFileSync(join(folder, file))),
  }));
}

/** Reads the lines that the SDK wrote in its file mode: ProtoJSON with timestamps without a time zone. */
export function readCapturedLines(): string[] {
  return readFileSync(join(folder, "session.jsonl"), "utf8").trimEnd().split("\n");
}

/** Reads the batches in the captured requests. Each is a binary `chaukas.spec.common.v1.EventBatch`. */
export function readCapturedBatches(): Uint8Array<ArrayBuffer>[] {
  return readCapturedRequests().map(({ body, path }) => {
    // A request has one field, so its bytes are a tag, a length and the batch.
    const reader = new BinaryReader(body);
    const [fieldNo, wireType] = reader.tag();
    if (fieldNo !== 1 || wireType !== WireType.LengthDelimited) {
      throw new Error(`${path}: expected event_batch as field 1, got field ${fieldNo} of wire type ${wireType}`);
    }
    return Uint8Array.from(reader.bytes());
  });
}
