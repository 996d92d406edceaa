// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescService, MessageInitShape } from "@bufbuild/protobuf";
import { Code, type ConnectRouter } from "@connectrpc/connect";
import {
  ServerReflection,
  type ServerReflectionRequest,
  type ServerReflectionResponseSchema,
} from "../gen/grpc/reflection/v1/reflection_pb.js";
import { ServerReflection as ServerReflectionV1Alpha } from "../gen/grpc/reflection/v1alpha/reflection_pb.js";
import { createDescriptorIndex, type DescriptorIndex } from "./descriptor-index.js";

type Reply = NonNullable<MessageInitShape<typeof ServerReflectionResponseSchema>["messageResponse"]>;
type MessageRequest = ServerReflectionRequest["messageRequest"];

/** Registers gRPC reflection for the given services, as v1 and as v1alpha, which differ only in name. */
export function registerReflection(router: ConnectRouter, services: readonly DescService[]): void {
  const index = createDescriptorIndex(services);
  async function* answerAll(requests: AsyncIterable<{ host: string; messageRequest: MessageRequest }>) {
    for await (const { host, messageRequest } of requests) {
      yield {
        validHost: host,
        originalRequest: { host, messageRequest },
        messageResponse: answer(index, messageRequest),
      };
    }
  }
  router
    .service(ServerReflection, { serverReflectionInfo: (requests) => answerAll(requests) })
    .service(ServerReflectionV1Alpha, {
      // The two versions have the same members under different type names.
      serverReflectionInfo: (requests) => answerAll(requests as AsyncIterable<never>) as AsyncIterable<never>,
    });
}

function answer(index: DescriptorIndex, request: MessageRequest): Reply {
  switch (request.case) {
    case "listServices":
      return { case: "listServicesResponse", value: { service: index.services.map((name) => ({ name })) } };
    case "fileByFilename":
      return files(index.fileByName(request.value), request.value);
    case "fileContainingSymbol":
      return files(index.fileBySymbol(request.value), request.value);
    case "fileContainingExtension": {
      const { containingType, extensionNumber } = request.value;
      return files(index.fileByExtension(containingType, extensionNumber), `${containingType} ${extensionNumber}`);
    }
    case "allExtensionNumbersOfType": {
      const extensionNumber = index.extensionNumbers(request.value);
      return extensionNumber === undefined
        ? failure(Code.NotFound, `${request.value}: not found`)
        : { case: "allExtensionNumbersResponse", value: { baseTypeName: request.value, extensionNumber } };
    }
    default:
      return failure(Code.InvalidArgument, "message_request: expected a request, got none");
  }
}

function files(fileDescriptorProto: Uint8Array[] | undefined, name: string): Reply {
  return fileDescriptorProto === undefined
    ? failure(Code.NotFound, `${name}: not found`)
    : { case: "fileDescriptorResponse", value: { fileDescriptorProto } };
}

function failure(errorCode: Code, errorMessage: string): Reply {
  return { case: "errorResponse", value: { errorCode, errorMessage } };
}
