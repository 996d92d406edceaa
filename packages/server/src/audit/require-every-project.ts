// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError } from "@connectrpc/connect";
import type { Caller } from "../auth/caller.js";

/** Throws `permission_denied` for a caller that is restricted to projects, since a log has the events of all. */
export function requireEveryProject({ projectIds }: Caller): void {
  if (projectIds.length > 0) {
    throw new ConnectError(
      "authorization: expected a key for every project, since the log has the events of all, got one that is bound to projects",
      Code.PermissionDenied,
    );
  }
}
