// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// Plain JavaScript without dependencies, because it runs before every other command, on whatever Node is installed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

// Not import.meta.dirname, because the versions of Node that are refused below lack it.
/** Root folder of the repository. */
export const root = join(fileURLToPath(import.meta.url), "../../..");
const stamp = join(root, "node_modules/.chaukas-setup");
const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

// By default, npm and pnpm retry for more than a minute before they report that there is no network.
const retries = { fetch_retry_mintimeout: "1000", fetch_retry_maxtimeout: "5000" };

const knownCauses = [
  {
    pattern:
      /E(?:NOTFOUND|AI_AGAIN|CONNREFUSED|TIMEDOUT|CONNRESET|NETUNREACH|HOSTUNREACH)|ERR_SOCKET_TIMEOUT|META_FETCH_FAIL|error sending request/,
    evidence: /:\/\//,
    message: "the npm registry cannot be reached",
    remedy: "check the network, and the address that `npm config get registry` prints, then run the command again",
  },
  {
    pattern: /ERR_PNPM_OUTDATED_LOCKFILE/,
    evidence: /in importers/,
    message: "pnpm-lock.yaml does not match a package.json",
    remedy: `run \`npx ${packageManager} install --no-frozen-lockfile\` and commit pnpm-lock.yaml`,
  },
  {
    pattern: /ENOSPC/,
    evidence: /ENOSPC/,
    message: "the disk is full",
    remedy: "free some space, then run the command again",
  },
];

/**
 * Prints an error and what to do about it, and exits with code 1.
 *
 * @param {string} message
 * @param {string} remedy
 * @returns {never}
 */
export function fail(message, remedy) {
  console.error(`\nerror: ${message}\n  what to do: ${remedy}`);
  process.exit(1);
}

/**
 * Checks the version of Node, and installs the dependencies that the lockfile pins unless they are already installed.
 * Exits with code 1 if either fails.
 *
 * @param {{ force?: boolean }} [options] With `force`, installs even if nothing has changed.
 */
export function setUp({ force = false } = {}) {
  checkNode();
  if (force || !isInstalled()) {
    install();
  }
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`expected Node 20.19 or newer, got ${process.versions.node}`, "install a newer one from https://nodejs.org");
  }
}

function fingerprint() {
  const files = ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", "scripts/package.json"];
  for (const name of readdirSync(join(root, "packages")).sort()) {
    files.push(join("packages", name, "package.json"));
  }
  const hash = createHash("sha256");
  for (const file of files) {
    const path = join(root, file);
    hash.update(`${file}\0`).update(existsSync(path) ? readFileSync(path) : "");
  }
  return hash.digest("hex");
}

function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint();
}

function install() {
  console.log(`setup: installing dependencies with ${packageManager}`);
  // An explicit log level, because `npm run --silent` would pass its own on and hide the cause of a failure.
  const args = ["--yes", "--loglevel=error", packageManager, "install", "--frozen-lockfile", "--reporter=append-only"];
  const settings = Object.entries(retries).flatMap(([name, value]) => [
    [`npm_config_${name}`, value],
    [`pnpm_config_${name}`, value],
  ]);
  const result = spawnSync("npx", args, {
    cwd: root,
    encoding: "utf8",
    env: { ...Object.fromEntries(settings), ...process.env },
    shell: process.platform === "win32",
  });
  if (result.error !== undefined) {
    fail(`npx cannot be started: ${result.error.message}`, "install npm, which the Node installers include");
  }
  if (result.status !== 0) {
    explain(`${result.stdout}${result.stderr}`);
  }
  writeFileSync(stamp, fingerprint());
}

/**
 * @param {string} output
 * @returns {never}
 */
function explain(output) {
  const lines = output.trim().split("\n");
  const known = knownCauses.find(({ pattern }) => pattern.test(output));
  if (known === undefined) {
    fail(
      `the installation failed:\n${lines.slice(-40).join("\n")}`,
      "fix the problems listed above, then run the command again",
    );
  }
  const evidence = lines.find((line) => known.evidence.test(line)) ?? lines.at(-1);
  fail(`${known.message}: ${evidence?.trim()}`, known.remedy);
}
