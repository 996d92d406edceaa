// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError } from "@connectrpc/connect";
import { quoteText } from "../errors/quote-text.js";
import type { Caller } from "./caller.js";

/**
 * The projects that a call may see, of which `path` names one or, left empty, all that are the caller's. An empty
 * list stands for every project of the tenant. Throws `permission_denied` when the project is not the caller's.
 */
export function checkProject(caller: Caller, named: string, path: string): readonly string[] {
  if (named === "") {
    return caller.projectIds;
  }
  if (caller.projectIds.length > 0 && !caller.projectIds.includes(named)) {
    throw new ConnectError(`${path}: expected a project of the key, got ${quoteText(named)}`, Code.PermissionDenied);
  }
  return [named];
}
