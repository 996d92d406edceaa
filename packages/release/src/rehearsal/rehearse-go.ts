// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { goEnvironment, runGo } from "@chaukas/testdata/toolchains";
import { run } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";
import { readGoModule } from "../version/go-module.ts";
import type { ReleaseClone } from "./release-clone.ts";

/** Uses a package that protos define, stubs of a service, and the verifier. */
const program = (module: string) => `package main

import (
	"fmt"

	"${module}/chaukas/integrity"
	clientv1 "${module}/chaukas/spec/client/v1"
	commonv1 "${module}/chaukas/spec/common/v1"
)

func main() {
	hash, err := integrity.ContentHash(&commonv1.Event{EventId: "evt-1", TenantId: "acme", Type: commonv1.EventType_EVENT_TYPE_AGENT_START})
	fmt.Println(len(hash), err, clientv1.ChaukasClientService_ServiceDesc.ServiceName)
}
`;

/**
 * Serves the version of a tag as proxy.golang.org would, from a folder, and builds and runs a program outside the
 * repository that requires nothing but that version. The repository itself is not used for it.
 */
export async function rehearseGo(clone: ReleaseClone, folder: string, tag: string): Promise<string> {
  const tools = join(clone.folder, "packages/go/tools");
  const proxy = join(folder, "go-proxy");
  const served = await requireSuccess(["run", "./module-proxy", clone.folder, tag, proxy], tools);
  const module = readGoModule(clone.folder);
  const home = join(folder, "go-user");
  mkdirSync(home);
  writeFileSync(join(home, "go.mod"), `module example\n\ngo 1.25.0\n\nrequire ${module} ${tag}\n`);
  writeFileSync(join(home, "main.go"), program(module));
  const { GOMODCACHE = "" } = goEnvironment();
  const { stdout: upstream } = await runGo(["env", "GOPROXY"], home);
  const env = {
    // A module cache of its own, since the cache would keep this version, with these bytes, for ever.
    GOMODCACHE: join(folder, "go-modules"),
    GOPROXY: [`file://${proxy}`, `file://${GOMODCACHE}/cache/download`, upstream.trim()].join(","),
    GONOSUMDB: module,
    GOFLAGS: `${goEnvironment()["GOFLAGS"]} -mod=mod`,
    GOWORK: "off",
  };
  await requireSuccess(["build", "-o", "program", "."], home, env);
  const output = await run(join(home, "program"), []);
  if (output !== "64 <nil> chaukas.spec.client.v1.ChaukasClientService\n") {
    throw new ScriptError(`the Go program: expected the length of a hash and the name of a service, got:\n${output}`);
  }
  const [, version = "", bytes = "0"] = /@(\S+) (\d+)\n$/.exec(served) ?? [];
  return `${version}, ${(Number(bytes) / 1e6).toFixed(1)} MB`;
}

async function requireSuccess(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { status, stdout, stderr } = await runGo(args, cwd, env);
  if (status !== 0) {
    throw new ScriptError(`go ${args.join(" ")} exited with ${status}:\n${stderr.trim()}`);
  }
  return stdout;
}
