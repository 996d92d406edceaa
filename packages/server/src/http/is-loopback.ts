// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { BlockList, isIP } from "node:net";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8);
loopback.addAddress("::1", "ipv6");

/** Returns whether a host name or IP address is loopback. */
export function isLoopback(host: string): boolean {
  const address = host.replace(/^\[(.*)\]$/, "$1");
  const version = isIP(address);
  return version === 0
    ? /^([a-z0-9-]+\.)*localhost$/i.test(address)
    : loopback.check(address, version === 6 ? "ipv6" : "ipv4");
}
