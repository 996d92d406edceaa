// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventLog } from "../store/event-log.js";
import type { Checkpoints } from "./checkpoints/create-checkpoints.js";

/** What the calls of the audit service that read work with. */
export interface AuditParts {
  readonly log: EventLog;
  readonly checkpoints: Checkpoints;
}
