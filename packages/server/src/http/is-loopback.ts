// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { BlockList, isIP } from "node:net";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8);
loopback.addAddress("::1", "ipv6");

/** Whether only this machine can reach an address, or a caller by the name of which it reaches it. */
export function isLoopback(host: string): boolean {
  const address = host.replace(/^\[(.*)\]$/, "$1");
  const version = isIP(address);
  return version === 0 ? /^(.+\.)?localhost$/i.test(address) : loopback.check(address, version === 6 ? "ipv6" : "ipv4");
}
