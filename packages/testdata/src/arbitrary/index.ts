// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export { arbitraryJsonObject, arbitraryJsonValue } from "./arbitrary-json.ts";
export { arbitraryMessage } from "./arbitrary-message.ts";
