// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Author } from "@chaukas/spec-common";

// Authors of events. They are constants, so that bundlers replace them by their numbers. The generated enum
// would bring its names along.
export const USER = 1 satisfies Author.USER;
export const AGENT = 2 satisfies Author.AGENT;
export const TOOL = 3 satisfies Author.TOOL;
export const SYSTEM = 4 satisfies Author.SYSTEM;
export const LLM = 5 satisfies Author.LLM;
