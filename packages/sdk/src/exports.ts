// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export { type ChaukasOptions, chaukasDefaults } from "./core/chaukas-options.js";
export type { Chaukas, ChaukasCounts } from "./core/open-chaukas.js";
export type { BatchOptions, QueueOptions, RetryOptions, WhenFull } from "./delivery/delivery-options.js";
export type { EventRefusal } from "./delivery/queued-event.js";
export { ChaukasError, type ChaukasErrorCode, isChaukasError } from "./errors/chaukas-error.js";
export type { ModelPrice, ModelPrices } from "./model/price-answer.js";
export type {
  AgentInit,
  DataAccessInit,
  HandoffInit,
  McpInit,
  ModelInit,
  OperationInits,
  OperationKind,
  SessionInit,
  StepInit,
  ToolInit,
} from "./scope/operations.js";
export type { OpenOptions, Operation, Scope, Work } from "./scope/scope.js";
export type { ScopeContext } from "./scope/scope-context.js";
export { type ValueLimits, valueLimits } from "./values/capture.js";
export type { EventInit, MessageInit, PrincipalInit } from "./values/event-init.js";
export type { MaskOptions } from "./values/mask-event.js";
export { toStruct } from "./values/to-struct.js";
