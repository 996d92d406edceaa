// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventType } from "@chaukas/spec-common";

// Types of events that the SDK records. They are constants, so that bundlers replace them by their numbers. The generated enum
// would bring its names along.
export const SESSION_START = 1 satisfies EventType.SESSION_START;
export const SESSION_END = 2 satisfies EventType.SESSION_END;
export const AGENT_START = 10 satisfies EventType.AGENT_START;
export const AGENT_END = 11 satisfies EventType.AGENT_END;
export const AGENT_HANDOFF = 12 satisfies EventType.AGENT_HANDOFF;
export const MODEL_INVOCATION_START = 20 satisfies EventType.MODEL_INVOCATION_START;
export const MODEL_INVOCATION_END = 21 satisfies EventType.MODEL_INVOCATION_END;
export const TOOL_CALL_START = 22 satisfies EventType.TOOL_CALL_START;
export const TOOL_CALL_END = 23 satisfies EventType.TOOL_CALL_END;
export const MCP_CALL_START = 24 satisfies EventType.MCP_CALL_START;
export const MCP_CALL_END = 25 satisfies EventType.MCP_CALL_END;
export const STEP_START = 26 satisfies EventType.STEP_START;
export const STEP_END = 27 satisfies EventType.STEP_END;
export const INPUT_RECEIVED = 30 satisfies EventType.INPUT_RECEIVED;
export const OUTPUT_EMITTED = 31 satisfies EventType.OUTPUT_EMITTED;
export const ERROR = 40 satisfies EventType.ERROR;
export const RETRY = 41 satisfies EventType.RETRY;
export const POLICY_DECISION = 60 satisfies EventType.POLICY_DECISION;
export const DATA_ACCESS = 61 satisfies EventType.DATA_ACCESS;
export const STATE_UPDATE = 62 satisfies EventType.STATE_UPDATE;
export const SYSTEM = 63 satisfies EventType.SYSTEM;
export const EVALUATION = 64 satisfies EventType.EVALUATION;
