// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Severity } from "@chaukas/spec-common";

// Severities. They are constants, so that bundlers replace them by their numbers. The generated enum
// would bring its names along.
export const INFO = 2 satisfies Severity.INFO;
export const WARN = 3 satisfies Severity.WARN;
export const ERROR = 4 satisfies Severity.ERROR;
