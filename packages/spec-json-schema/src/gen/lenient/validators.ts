// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// Generated from openapi/chaukas/spec/v1/public.yaml. Do not edit.

import { createValidator } from "../../create-validator.js";
import type { Validator } from "../../validator.js";
import * as checks from "./checks.js";
import type * as types from "./types.js";

/** Validates a value as AgentHandoff. */
export const agentHandoffValidator: Validator<types.AgentHandoff> = /*@__PURE__*/ createValidator(checks.AgentHandoff);

/** Validates a value as Any. */
export const anyValidator: Validator<types.Any> = /*@__PURE__*/ createValidator(checks.Any);

/** Validates a value as Author. */
export const authorValidator: Validator<types.Author> = /*@__PURE__*/ createValidator(checks.Author);

/** Validates a value as Capabilities. */
export const capabilitiesValidator: Validator<types.Capabilities> = /*@__PURE__*/ createValidator(checks.Capabilities);

/** Validates a value as CommitmentLeaf. */
export const commitmentLeafValidator: Validator<types.CommitmentLeaf> = /*@__PURE__*/ createValidator(checks.CommitmentLeaf);

/** Validates a value as CostDetails. */
export const costDetailsValidator: Validator<types.CostDetails> = /*@__PURE__*/ createValidator(checks.CostDetails);

/** Validates a value as DataAccess. */
export const dataAccessValidator: Validator<types.DataAccess> = /*@__PURE__*/ createValidator(checks.DataAccess);

/** Validates a value as ErrorInfo. */
export const errorInfoValidator: Validator<types.ErrorInfo> = /*@__PURE__*/ createValidator(checks.ErrorInfo);

/** Validates a value as EvaluationResult. */
export const evaluationResultValidator: Validator<types.EvaluationResult> = /*@__PURE__*/ createValidator(checks.EvaluationResult);

/** Validates a value as Event. */
export const eventValidator: Validator<types.Event> = /*@__PURE__*/ createValidator(checks.Event);

/** Validates a value as EventBatch. */
export const eventBatchValidator: Validator<types.EventBatch> = /*@__PURE__*/ createValidator(checks.EventBatch);

/** Validates a value as EventContent. */
export const eventContentValidator: Validator<types.EventContent> = /*@__PURE__*/ createValidator(checks.EventContent);

/** Validates a value as EventNotice. */
export const eventNoticeValidator: Validator<types.EventNotice> = /*@__PURE__*/ createValidator(checks.EventNotice);

/** Validates a value as EventRejection. */
export const eventRejectionValidator: Validator<types.EventRejection> = /*@__PURE__*/ createValidator(checks.EventRejection);

/** Validates a value as EventStatus. */
export const eventStatusValidator: Validator<types.EventStatus> = /*@__PURE__*/ createValidator(checks.EventStatus);

/** Validates a value as EventType. */
export const eventTypeValidator: Validator<types.EventType> = /*@__PURE__*/ createValidator(checks.EventType);

/** Validates a value as GetConsistencyProofResponse. */
export const getConsistencyProofResponseValidator: Validator<types.GetConsistencyProofResponse> = /*@__PURE__*/ createValidator(checks.GetConsistencyProofResponse);

/** Validates a value as GetEventStatsResponse. */
export const getEventStatsResponseValidator: Validator<types.GetEventStatsResponse> = /*@__PURE__*/ createValidator(checks.GetEventStatsResponse);

/** Validates a value as GetInclusionProofResponse. */
export const getInclusionProofResponseValidator: Validator<types.GetInclusionProofResponse> = /*@__PURE__*/ createValidator(checks.GetInclusionProofResponse);

/** Validates a value as InfrastructureMetrics. */
export const infrastructureMetricsValidator: Validator<types.InfrastructureMetrics> = /*@__PURE__*/ createValidator(checks.InfrastructureMetrics);

/** Validates a value as IngestEventBatchResponse. */
export const ingestEventBatchResponseValidator: Validator<types.IngestEventBatchResponse> = /*@__PURE__*/ createValidator(checks.IngestEventBatchResponse);

/** Validates a value as IngestEventResponse. */
export const ingestEventResponseValidator: Validator<types.IngestEventResponse> = /*@__PURE__*/ createValidator(checks.IngestEventResponse);

/** Validates a value as LLMInvocation. */
export const llmInvocationValidator: Validator<types.LLMInvocation> = /*@__PURE__*/ createValidator(checks.LLMInvocation);

/** Validates a value as ListEntriesResponse. */
export const listEntriesResponseValidator: Validator<types.ListEntriesResponse> = /*@__PURE__*/ createValidator(checks.ListEntriesResponse);

/** Validates a value as ListSessionsResponse. */
export const listSessionsResponseValidator: Validator<types.ListSessionsResponse> = /*@__PURE__*/ createValidator(checks.ListSessionsResponse);

/** Validates a value as LogEntry. */
export const logEntryValidator: Validator<types.LogEntry> = /*@__PURE__*/ createValidator(checks.LogEntry);

/** Validates a value as MCPCall. */
export const mcpCallValidator: Validator<types.MCPCall> = /*@__PURE__*/ createValidator(checks.MCPCall);

/** Validates a value as MessageContent. */
export const messageContentValidator: Validator<types.MessageContent> = /*@__PURE__*/ createValidator(checks.MessageContent);

/** Validates a value as PerformanceMetrics. */
export const performanceMetricsValidator: Validator<types.PerformanceMetrics> = /*@__PURE__*/ createValidator(checks.PerformanceMetrics);

/** Validates a value as PolicyDecision. */
export const policyDecisionValidator: Validator<types.PolicyDecision> = /*@__PURE__*/ createValidator(checks.PolicyDecision);

/** Validates a value as Principal. */
export const principalValidator: Validator<types.Principal> = /*@__PURE__*/ createValidator(checks.Principal);

/** Validates a value as PrincipalKind. */
export const principalKindValidator: Validator<types.PrincipalKind> = /*@__PURE__*/ createValidator(checks.PrincipalKind);

/** Validates a value as Problem. */
export const problemValidator: Validator<types.Problem> = /*@__PURE__*/ createValidator(checks.Problem);

/** Validates a value as ProblemError. */
export const problemErrorValidator: Validator<types.ProblemError> = /*@__PURE__*/ createValidator(checks.ProblemError);

/** Validates a value as QueryFilter. */
export const queryFilterValidator: Validator<types.QueryFilter> = /*@__PURE__*/ createValidator(checks.QueryFilter);

/** Validates a value as QueryRequest. */
export const queryRequestValidator: Validator<types.QueryRequest> = /*@__PURE__*/ createValidator(checks.QueryRequest);

/** Validates a value as QueryResponse. */
export const queryResponseValidator: Validator<types.QueryResponse> = /*@__PURE__*/ createValidator(checks.QueryResponse);

/** Validates a value as RedactEventRequest. */
export const redactEventRequestValidator: Validator<types.RedactEventRequest> = /*@__PURE__*/ createValidator(checks.RedactEventRequest);

/** Validates a value as RedactEventResponse. */
export const redactEventResponseValidator: Validator<types.RedactEventResponse> = /*@__PURE__*/ createValidator(checks.RedactEventResponse);

/** Validates a value as RedactionInfo. */
export const redactionInfoValidator: Validator<types.RedactionInfo> = /*@__PURE__*/ createValidator(checks.RedactionInfo);

/** Validates a value as RedactionRecord. */
export const redactionRecordValidator: Validator<types.RedactionRecord> = /*@__PURE__*/ createValidator(checks.RedactionRecord);

/** Validates a value as RetryInfo. */
export const retryInfoValidator: Validator<types.RetryInfo> = /*@__PURE__*/ createValidator(checks.RetryInfo);

/** Validates a value as SessionCost. */
export const sessionCostValidator: Validator<types.SessionCost> = /*@__PURE__*/ createValidator(checks.SessionCost);

/** Validates a value as SessionState. */
export const sessionStateValidator: Validator<types.SessionState> = /*@__PURE__*/ createValidator(checks.SessionState);

/** Validates a value as SessionSummary. */
export const sessionSummaryValidator: Validator<types.SessionSummary> = /*@__PURE__*/ createValidator(checks.SessionSummary);

/** Validates a value as Severity. */
export const severityValidator: Validator<types.Severity> = /*@__PURE__*/ createValidator(checks.Severity);

/** Validates a value as SortOrder. */
export const sortOrderValidator: Validator<types.SortOrder> = /*@__PURE__*/ createValidator(checks.SortOrder);

/** Validates a value as StateUpdate. */
export const stateUpdateValidator: Validator<types.StateUpdate> = /*@__PURE__*/ createValidator(checks.StateUpdate);

/** Validates a value as Step. */
export const stepValidator: Validator<types.Step> = /*@__PURE__*/ createValidator(checks.Step);

/** Validates a value as StepContent. */
export const stepContentValidator: Validator<types.StepContent> = /*@__PURE__*/ createValidator(checks.StepContent);

/** Validates a value as TimeRange. */
export const timeRangeValidator: Validator<types.TimeRange> = /*@__PURE__*/ createValidator(checks.TimeRange);

/** Validates a value as ToolCall. */
export const toolCallValidator: Validator<types.ToolCall> = /*@__PURE__*/ createValidator(checks.ToolCall);

/** Validates a value as ToolResponse. */
export const toolResponseValidator: Validator<types.ToolResponse> = /*@__PURE__*/ createValidator(checks.ToolResponse);
