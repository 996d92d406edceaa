// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  create,
  createFileRegistry,
  type DescMessage,
  type DescMethodServerStreaming,
  type DescMethodUnary,
  fromBinary,
  type Message,
  toBinary,
} from "@bufbuild/protobuf";
import { EmptySchema, FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";
import { rawBytesOf, toRawMessage } from "@chaukas/spec-common/codec";
import { Code, ConnectError, type Interceptor, type ServiceImpl, type Transport } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { postJson, serveEverywhere } from "../../test/serve-everywhere.js";
import type { ChaukasHandlerOptions, MessageCodec } from "../contract/chaukas-options.js";

const file = create(FileDescriptorProtoSchema, {
  name: "echo.proto",
  package: "test.v1",
  syntax: "proto3",
  messageType: [{ name: "Text", field: [{ name: "text", jsonName: "text", number: 1, type: 9, label: 1 }] }],
  service: [
    {
      name: "EchoService",
      method: [
        // Without side effects, so that Connect serves GET.
        { name: "Say", inputType: ".test.v1.Text", outputType: ".test.v1.Text", options: { idempotencyLevel: 1 } },
        { name: "Repeat", inputType: ".test.v1.Text", outputType: ".test.v1.Text", serverStreaming: true },
      ],
    },
  ],
});
const registry = createFileRegistry(file, () => undefined);
const service = registry.getService("test.v1.EchoService") as NonNullable<ReturnType<typeof registry.getService>>;
const text = registry.getMessage("test.v1.Text") as DescMessage;
const { say, repeat } = service.method as unknown as Readonly<{
  say: DescMethodUnary<DescMessage, DescMessage>;
  repeat: DescMethodServerStreaming<DescMessage, DescMessage>;
}>;

type Text = Message & { text: string };
const textOf = (message: unknown) => (message as Text).text;
const bytesOf = (value: string) => toBinary(text, create(text, { text: value } as never));

/** A codec that can be told from protobuf-es: it refuses `?`, marks what it decodes by `<`, and what it encodes by `>`. */
const codec: MessageCodec = {
  decode(bytes) {
    const message = fromBinary(text, bytes) as Text;
    if (message.text === "?") {
      throw new Error("text: expected an answer, got ?");
    }
    return create(text, { text: `<${message.text}` } as never);
  },
  encode: (message: Text) => {
    if (message.text.includes("secret")) {
      throw new Error("password=opensesame");
    }
    return bytesOf(`${message.text}>`);
  },
};
const codecs = new Map([[text.typeName, codec]]);

const implementation = {
  say: (message: Message) => message,
  async *repeat(message: Message) {
    yield message;
    yield message;
  },
} as unknown as ServiceImpl<typeof service>;

async function serve(options: ChaukasHandlerOptions = {}, interceptors?: Interceptor[]) {
  const services: ChaukasHandlerOptions["services"] = (router) =>
    router.service(service, implementation, interceptors && { interceptors });
  return serveEverywhere({}, { services, codecs, ...options });
}

/** Sends bytes to both methods. Returns the texts of the responses, or the errors. */
async function send(transport: Transport, bytes: Uint8Array): Promise<unknown[]> {
  const request = toRawMessage(bytes);
  const raw = { input: EmptySchema, output: EmptySchema };
  const unary = { ...say, ...raw } as DescMethodUnary<typeof EmptySchema, typeof EmptySchema>;
  const stream = { ...repeat, ...raw } as DescMethodServerStreaming<typeof EmptySchema, typeof EmptySchema>;
  const read = (message: Message) => textOf(fromBinary(text, rawBytesOf(message as never)));
  const said = transport
    .unary(unary, undefined, undefined, undefined, request)
    .then(({ message }) => read(message), errorOf);
  const repeated = (async () => {
    const found: string[] = [];
    const requests = (async function* () {
      yield request;
    })();
    for await (const message of (await transport.stream(stream, undefined, undefined, undefined, requests)).message) {
      found.push(read(message));
    }
    return found.join();
  })().catch(errorOf);
  return Promise.all([said, repeated]);
}

function errorOf(error: unknown): string {
  const { code, rawMessage } = ConnectError.from(error);
  return `${Code[code]}: ${rawMessage}`;
}

const binary = ["gRPC", "gRPC-Web", "Connect, binary"];

describe("the messages of an added service that have a codec", () => {
  it.each(binary)("are decoded and encoded by it over %s", async (name) => {
    const { transports } = await serve();
    expect(await send(transports[name] as Transport, bytesOf("a"))).toEqual(["<a>", "<a>,<a>"]);
  });

  it.each(binary)("are refused over %s if it refuses them, as requests that cannot be read", async (name) => {
    const unreadable: string[] = [];
    const { transports } = await serve({ onUnreadable: (error) => void unreadable.push(error.rawMessage) });
    const refusal = "parse binary: text: expected an answer, got ?";
    expect(await send(transports[name] as Transport, bytesOf("?"))).toEqual(
      Array(2).fill(`InvalidArgument: ${refusal}`),
    );
    expect(unreadable).toEqual([refusal, refusal]);
  });

  const refuse = (bytes: Uint8Array): never => {
    throw new Error(`no text, but ${bytes.join()}`);
  };

  it.each(binary)("are refused by it over %s if even protobuf-es cannot read them", async (name) => {
    const { transports } = await serve({
      codecs: new Map([[text.typeName, { decode: refuse }]]),
    });
    expect(await send(transports[name] as Transport, Uint8Array.of(0x0a, 5, 97))).toEqual(
      Array(2).fill("InvalidArgument: parse binary: no text, but 10,5,97"),
    );
  });

  it.each(binary)("fail over %s without the text of a failure to encode them", async (name) => {
    const errors: unknown[] = [];
    const { transports } = await serve({ onError: (error) => void errors.push(String(error)) });
    expect(await send(transports[name] as Transport, bytesOf("secret"))).toEqual(
      Array(2).fill("Internal: internal error"),
    );
    expect(errors).toEqual(Array(2).fill("Error: password=opensesame"));
  });

  it("are decoded and encoded by it in a GET request", async () => {
    const { fetches } = await serve();
    for (const fetch of Object.values(fetches)) {
      const message = Buffer.from(bytesOf("a")).toString("base64url");
      const path = `/test.v1.EchoService/Say?connect=v1&encoding=proto&base64=1&message=${message}`;
      const response = await fetch(path);
      expect(textOf(fromBinary(text, new Uint8Array(await response.arrayBuffer())))).toBe("<a>");
    }
  });

  it("are messages with fields to interceptors", async () => {
    const add: Interceptor = (next) => async (request) => {
      if (!request.stream) {
        (request.message as Text).text += "1";
      }
      const response = await next(request);
      if (!response.stream) {
        (response.message as Text).text += "2";
      }
      return response;
    };
    const { transports } = await serve({ interceptors: [add] });
    expect(await send(transports["gRPC"] as Transport, bytesOf("a"))).toEqual(["<a12>", "<a>,<a>"]);
  });

  it("are read and written as JSON without it", async () => {
    const { fetches } = await serve();
    const response = await fetches.web("/test.v1.EchoService/Say", postJson({ text: "a" }));
    expect(await response.json()).toEqual({ text: "a" });
  });

  it("are left to Connect in a service with interceptors of its own", async () => {
    const seen: string[] = [];
    const note: Interceptor = (next) => (request) => {
      seen.push(request.stream ? "stream" : textOf(request.message));
      return next(request);
    };
    const { transports } = await serve({}, [note]);
    expect(await send(transports["gRPC"] as Transport, bytesOf("a"))).toEqual(["a", "a,a"]);
    expect(seen.sort()).toEqual(["a", "stream"]);
  });

  it("may have a codec in one direction alone", async () => {
    const { decode, encode } = codec;
    for (const [codec, expected] of [
      [{ decode }, "<a"],
      [{ encode }, "a>"],
    ] as [MessageCodec, string][]) {
      const { transports } = await serve({ codecs: new Map([[text.typeName, codec]]) });
      expect(await send(transports["gRPC-Web"] as Transport, bytesOf("a"))).toEqual([
        expected,
        `${expected},${expected}`,
      ]);
    }
  });
});
