// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { formatTable } from "@chaukas/tooling/format-table";
import type { Progress } from "@chaukas/tooling/progress";
import type { Tarball } from "@chaukas/tooling/tarball";
import { preparePackedProject } from "./packed-project.ts";
import { runRoundTrip } from "./round-trip.ts";

/** Number of steps that {@link testPackages} takes. */
export const testPackagesSteps = 2;

/** Installs the packed packages outside the workspace, sends the captured events through them, and prints a table. */
export async function testPackages(progress: Progress, tarballs: readonly Tarball[]): Promise<void> {
  const project = await progress.step("install the tarballs into an empty project", () =>
    preparePackedProject(tarballs),
  );
  const [grpc, connect] = await progress.step("send the captured events over gRPC and Connect", () =>
    Promise.all([runRoundTrip(project, "grpc"), runRoundTrip(project, "connect")]),
  );

  const packages = tarballs.map(({ manifest, packedBytes, unpackedBytes }) => [
    manifest.name,
    manifest.version,
    formatKilobytes(packedBytes),
    formatKilobytes(unpackedBytes),
    Object.keys(manifest.exports ?? {}).join(" "),
  ]);
  console.log(`\n${formatTable(["package", "version", "tarball", "unpacked", "exports"], packages)}`);
  const counts = Object.entries({ gRPC: grpc, Connect: connect }).map(([protocol, count]) => [
    protocol,
    count.requests,
    count.sent,
    count.stored,
    count.readBack,
  ]);
  console.log(`\n${formatTable(["round trip", "requests", "events sent", "stored", "read back, equal"], counts)}`);
}

function formatKilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
