// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export * from "../gen/opentelemetry/proto/collector/logs/v1/logs_service_codec.js";
export * from "../gen/opentelemetry/proto/collector/logs/v1/logs_service_pb.js";
export * from "../gen/opentelemetry/proto/collector/trace/v1/trace_service_codec.js";
export * from "../gen/opentelemetry/proto/collector/trace/v1/trace_service_pb.js";
export * from "../gen/opentelemetry/proto/common/v1/common_codec.js";
export * from "../gen/opentelemetry/proto/common/v1/common_pb.js";
export * from "../gen/opentelemetry/proto/logs/v1/logs_codec.js";
export * from "../gen/opentelemetry/proto/logs/v1/logs_pb.js";
export * from "../gen/opentelemetry/proto/resource/v1/resource_codec.js";
export * from "../gen/opentelemetry/proto/resource/v1/resource_pb.js";
export * from "../gen/opentelemetry/proto/trace/v1/trace_codec.js";
export * from "../gen/opentelemetry/proto/trace/v1/trace_pb.js";
export type { OtlpReadOptions } from "./element-budget.js";
export { isOtlpError, OtlpError, type OtlpErrorCode } from "./otlp-error.js";
export { type OtlpRequestSchema, parseOtlpBinary } from "./parse-otlp-binary.js";
export { fromOtlpJson, type OtlpReading, parseOtlpJson } from "./parse-otlp-json.js";
export { toOtlpJson } from "./to-otlp-json.js";
