// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, MessageShape } from "@bufbuild/protobuf";
import type { Compression, UniversalServerRequest, UniversalServerResponse } from "@connectrpc/connect/protocol";
import { createBytesResponse } from "../http/bytes-response.js";

/** The messages of a stream, the first of which has been read, and how each is written. */
export interface StreamAnswer {
  readonly status: number;
  readonly header: Headers;
  readonly chunks: {
    readonly first: IteratorResult<MessageShape<DescMessage>>;
    readonly messages: AsyncGenerator<MessageShape<DescMessage>>;
    readonly write: (message: MessageShape<DescMessage>) => string | Uint8Array;
    /** Texts before the first message and after the last. */
    readonly before: string;
    readonly after: string;
    /** Text of an error, with which the stream ends. If absent, the stream breaks off. */
    readonly writeError: ((error: unknown) => string) | undefined;
  };
}

/** A response before compression. */
export interface RestAnswer {
  readonly status: number;
  readonly header: Headers;
  readonly body: string | Uint8Array | Uint8Array[];
}

/** Creates the HTTP response, compressed if the caller accepts it and it is worthwhile. */
export async function createRestResponse(
  request: Pick<UniversalServerRequest, "header" | "method">,
  { status, header, body }: RestAnswer,
  compressions: readonly Compression[],
): Promise<UniversalServerResponse> {
  setCommonHeaders(header);
  const parts = Array.isArray(body) ? body : [toBytes(body)];
  return createBytesResponse(request, { status, header, parts }, compressions);
}

/** Creates the HTTP response for a stream. It is not compressed. `onEnd` is called once it ends, for whatever reason. */
export function createStreamResponse(
  { status, header, chunks: { first, messages, write, before, after, writeError } }: StreamAnswer,
  onEnd: () => void,
): UniversalServerResponse {
  setCommonHeaders(header);
  let next: Promise<typeof first> | undefined = Promise.resolve(first);
  // Texts around the messages, of which one that is empty is not written.
  let ahead = before;
  let rest = after;
  const end = async () => {
    onEnd();
    await messages.return(undefined);
    return { done: true, value: undefined } as const;
  };
  // Not a generator: one that is closed before it is read would leave the messages open.
  const body: AsyncIterableIterator<Uint8Array> = {
    async next() {
      if (ahead !== "") {
        const value = toBytes(ahead);
        ahead = "";
        return { done: false, value };
      }
      try {
        const current = await (next ?? messages.next());
        next = undefined;
        if (!current.done) {
          return { done: false, value: toBytes(write(current.value)) };
        }
        if (rest !== "") {
          const value = toBytes(rest);
          rest = "";
          next = Promise.resolve(current);
          return { done: false, value };
        }
        return await end();
      } catch (error) {
        await end();
        if (writeError === undefined) {
          throw error;
        }
        // The messages have ended, so that nothing follows.
        rest = "";
        return { done: false, value: toBytes(writeError(error)) };
      }
    },
    return: end,
    // Platforms call one or the other when the caller no longer reads.
    throw: end,
    [Symbol.asyncIterator]: () => body,
  };
  return { status, header, body };
}

function setCommonHeaders(header: Headers): void {
  header.set("cache-control", header.get("cache-control") ?? "no-store");
  header.set("x-content-type-options", "nosniff");
}

function toBytes(body: string | Uint8Array): Uint8Array {
  return typeof body === "string" ? new TextEncoder().encode(body) : body;
}
