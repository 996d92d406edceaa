// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// The gate of a workflow: fails unless every job that it needs has succeeded, because a skipped or cancelled job has
// checked nothing. Plain JavaScript without dependencies, because it runs on the bare runner.

const usage = `usage: NEEDS='{"lint":{"result":"success"}}' node scripts/require-jobs.mjs [--help]

Fails unless every job in the environment variable NEEDS has the result success.
In a GitHub workflow, set NEEDS to \${{ toJSON(needs) }}.`;

/**
 * @param {string} message
 * @param {string} remedy
 */
function fail(message, remedy) {
  console.error(`\nerror: ${message}\n  what to do: ${remedy}`);
  process.exitCode = 1;
}

/**
 * @param {string} text
 * @returns {[string, string][] | undefined}
 */
function readResults(text) {
  try {
    const needs = JSON.parse(text);
    const results = Object.entries(needs).map(([name, job]) => [name, String(job.result)]);
    return results.length === 0 ? undefined : /** @type {[string, string][]} */ (results);
  } catch {
    return undefined;
  }
}

if (process.argv.includes("--help")) {
  console.log(usage);
} else {
  const { NEEDS: needs = "" } = process.env;
  const results = readResults(needs);
  if (results === undefined) {
    fail(
      `NEEDS: expected the results of jobs as JSON, got ${JSON.stringify(needs)}`,
      "see `node scripts/require-jobs.mjs --help`",
    );
  } else {
    for (const [name, result] of results) {
      console.log(`${name}: ${result}`);
    }
    const failed = results.filter(([, result]) => result !== "success");
    if (failed.length > 0) {
      fail(
        `expected every job to succeed, got ${failed.map(([name, result]) => `${name}: ${result}`).join(", ")}`,
        "read the log of each job named above, and run its command yourself",
      );
    }
  }
}
