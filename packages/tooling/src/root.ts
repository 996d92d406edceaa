// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";

/** Root folder of the repository. */
export const root: string = join(import.meta.dirname, "../../..");
