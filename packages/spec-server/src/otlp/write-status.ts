// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  create,
  createRegistry,
  type DescMessage,
  type MessageShape,
  toBinary,
  toJsonString,
} from "@bufbuild/protobuf";
import { anyPack } from "@bufbuild/protobuf/wkt";
import type { ConnectError } from "@connectrpc/connect";
import { BadRequestSchema, RetryInfoSchema } from "../gen/google/rpc/error_details_pb.js";
import { type Status, StatusSchema } from "../gen/google/rpc/status_pb.js";

const registry = createRegistry(BadRequestSchema, RetryInfoSchema);

/** Writes an error as google.rpc.Status in binary form, which OTLP/HTTP has as the body of every error. */
export function encodeStatus(error: ConnectError): Uint8Array {
  return toBinary(StatusSchema, statusOf(error));
}

/** Writes an error as google.rpc.Status in JSON. */
export function statusToJson(error: ConnectError): string {
  return toJsonString(StatusSchema, statusOf(error), { registry });
}

function statusOf(error: ConnectError): Status {
  const details = [BadRequestSchema, RetryInfoSchema].flatMap((schema: DescMessage) =>
    error.findDetails(schema).map((detail) => anyPack(schema, detail as MessageShape<DescMessage>)),
  );
  return create(StatusSchema, { code: error.code, message: error.rawMessage, details });
}
