// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { handle, run } from "../program.js";

// Two services of one worker, each on its own socket: a server, and a client that calls it over the network.
export const server = { fetch: handle };

export default {
  async fetch(request) {
    const baseUrl = new URL(request.url).searchParams.get("server");
    return Response.json({ steps: await run({ baseUrl }) });
  },
};
