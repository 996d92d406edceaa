// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** What `chaukas-verify` ends with. */
export const exitCode = {
  /** The trail is what the kept checkpoints are about. */
  verified: 0,
  /** Something is wrong with the trail, with a checkpoint, or with what the server answers. */
  fault: 1,
  /** The command line is not right, or a file or a server cannot be read: nothing is known about the trail. */
  unusable: 2,
} as const;
