// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError } from "@connectrpc/connect";

/** Refuses a call that may succeed a little later. */
export function busyError(message: string): ConnectError {
  return new ConnectError(message, Code.ResourceExhausted);
}
