// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// Package integrity verifies audit trails of AI agents, and computes the values that bind their events
// (chaukas-integrity/1). Section numbers in its documentation are those of the specification,
// packages/spec-integrity/SPECIFICATION.md in the repository.
//
// Whoever kept a checkpoint of a log can verify later that nothing that it covers was changed, removed, inserted or
// reordered: an export of the whole log with [NewTrailVerifier], a selection of it with [NewEvidenceVerifier]. The command
// chaukas-verify does both. Take the verifier key, the origin and the checkpoints from a source other than the server
// whose log you verify.
//
// Functions that compute something return an [*Error] for input that has no result; test for it with [errors.As]. What a
// verifier finds is no error: it is a [Fault], of which there may be many, and a [Verdict]. No input leads to a panic.
package integrity
