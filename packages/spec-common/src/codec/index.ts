// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export {
  decodeAgentHandoff,
  decodeCostDetails,
  decodeDataAccess,
  decodeErrorInfo,
  decodeEvent,
  decodeEventBatch,
  decodeInfrastructureMetrics,
  decodeLLMInvocation,
  decodeMCPCall,
  decodeMessageContent,
  decodePerformanceMetrics,
  decodePolicyDecision,
  decodeRedactionInfo,
  decodeRedactionRecord,
  decodeRetryInfo,
  decodeToolCall,
  decodeToolResponse,
  encodeAgentHandoff,
  encodeCostDetails,
  encodeDataAccess,
  encodeErrorInfo,
  encodeEvent,
  encodeEventBatch,
  encodeInfrastructureMetrics,
  encodeLLMInvocation,
  encodeMCPCall,
  encodeMessageContent,
  encodePerformanceMetrics,
  encodePolicyDecision,
  encodeRedactionInfo,
  encodeRedactionRecord,
  encodeRetryInfo,
  encodeToolCall,
  encodeToolResponse,
} from "../gen/chaukas/spec/common/v1/events_codec.js";
export {
  decodeCapabilities,
  decodeEventNotice,
  decodeEventRejection,
  decodeQueryFilter,
  decodeQueryRequest,
  decodeQueryResponse,
  decodeTimeRange,
  encodeCapabilities,
  encodeEventNotice,
  encodeEventRejection,
  encodeQueryFilter,
  encodeQueryRequest,
  encodeQueryResponse,
  encodeTimeRange,
} from "../gen/chaukas/spec/common/v1/query_codec.js";
export { BinaryCodecError, type BinaryCodecErrorCode, isBinaryCodecError } from "../gen/es_codec/error.js";
export type { DecodeCounters, DecodeOptions } from "../gen/es_codec/reader.js";
export type { EncodeOptions } from "../gen/es_codec/writer.js";
export { rawBytesOf, toRawMessage } from "./raw-message.js";
