// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export { type McpPeer, type WrapMcpOptions, wrapMcp } from "./wrap-mcp.js";
