// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export const integrityProfile = "chaukas-integrity/1";
