// Prepares the working copy: checks Node, then installs what the lockfile pins. It runs before every
// other command on whatever Node the machine has, so it is plain JavaScript without dependencies.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const usage = `usage: node scripts/setup.mjs [--force] [--help]

Installs the dependencies that pnpm-lock.yaml pins, unless they are installed already.
  --force  install even if nothing has changed`;

const root = join(import.meta.dirname ?? ".", "..");
const stamp = join(root, "node_modules/.chaukas-setup");

function fail(message) {
  console.error(`setup: ${message}`);
  process.exit(1);
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`expected Node 20.19 or newer, got ${process.versions.node}; install one from https://nodejs.org`);
  }
}

function fingerprint() {
  const files = ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml"];
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
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const args = ["--yes", packageManager, "install", "--frozen-lockfile", "--reporter=append-only"];
  console.log(`setup: installing dependencies with ${packageManager}`);
  const result = spawnSync("npx", args, { cwd: root, encoding: "utf8", shell: process.platform === "win32" });
  const output = `${result.stdout ?? ""}${result.stderr ?? ""}`;
  if (result.status !== 0) {
    console.error(output.trim());
    fail(explain(output, result.error));
  }
  writeFileSync(stamp, fingerprint());
}

function explain(output, error) {
  if (error?.code === "ENOENT") {
    return "expected npx beside node, found none; install npm, which Node's installers bring along";
  }
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|ERR_SOCKET_TIMEOUT|META_FETCH_FAIL/.test(output)
  ) {
    return "the npm registry cannot be reached; check the network (or `npm config get registry`) and run the command again";
  }
  if (output.includes("ERR_PNPM_OUTDATED_LOCKFILE")) {
    return "pnpm-lock.yaml does not match a package.json; run `npx pnpm install --no-frozen-lockfile` and commit the lockfile";
  }
  if (/ENOSPC/.test(output)) {
    return "the disk is full; free some space and run the command again";
  }
  return "the installation failed; its output is above";
}

if (process.argv.includes("--help")) {
  console.log(usage);
} else {
  checkNode();
  if (process.argv.includes("--force") || !isInstalled()) {
    install();
  }
}
