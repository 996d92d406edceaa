// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Reads the events of a session as people do: which operations there were, what each was about, and what they add up to.
 * @module
 */
export { addDecimals, toDecimal } from "./decimal-sum.js";
export { describeEvent, describeOperation } from "./describe-event.js";
export { escapeFormulas } from "./escape-formulas.js";
export { type EventTotals, type TotalledEvents, totalEvents } from "./event-totals.js";
export { isErrorEvent, type OperationKind, operationKeyOf, operationPartOf } from "./operation-part.js";
export { type Operation, type OutlineItem, outlineSession } from "./outline-session.js";
