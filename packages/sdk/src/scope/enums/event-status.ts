// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventStatus } from "@chaukas/spec-common";

// Statuses of operations. They are constants, so that bundlers replace them by their numbers. The generated enum
// would bring its names along.
export const STARTED = 1 satisfies EventStatus.STARTED;
export const COMPLETED = 3 satisfies EventStatus.COMPLETED;
export const FAILED = 4 satisfies EventStatus.FAILED;
export const CANCELLED = 5 satisfies EventStatus.CANCELLED;
export const REJECTED = 7 satisfies EventStatus.REJECTED;
