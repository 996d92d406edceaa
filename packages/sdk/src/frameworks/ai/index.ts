// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export { type AiMiddleware, createAiMiddleware } from "./ai-middleware.js";
export { type AiTelemetry, createAiTelemetry } from "./ai-telemetry.js";
export { type AiTelemetrySettings, type RecordedAiSteps, recordAiSteps } from "./record-ai-steps.js";
export { recordAiTools } from "./record-ai-tools.js";
