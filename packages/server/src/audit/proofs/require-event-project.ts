// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { Code, ConnectError } from "@connectrpc/connect";
import type { Caller } from "../../auth/caller.js";

/** Throws `permission_denied` for an event of a project that is not the caller's. */
export function requireEventProject({ projectIds }: Caller, { projectId }: Event): void {
  if (projectIds.length > 0 && !projectIds.includes(projectId)) {
    throw new ConnectError(
      "authorization: expected a key for the project of the event, got one for others",
      Code.PermissionDenied,
    );
  }
}
