// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { command } from "@chaukas/tooling/command";
import { ScriptError } from "@chaukas/tooling/script-error";
import { readPythonDist } from "../artifacts/read-python-dist.ts";
import { publishPython } from "../publish/publish-python.ts";
import { selectPython } from "../version/other-languages.ts";
import { findReleaseTag } from "../version/release-tag.ts";

command({
  usage: "npm run release:publish-python -- [--package NAME] [--index URL] [--upload URL] [--tag TAG]",
  about: `Publishes the wheels and source distributions in dist/python, which the git tag vX.Y.Z releases, as far as the
index does not have them yet: each package after those that it depends on. A tag vX.Y.Z-next.N releases X.Y.ZrcN, which
pip installs only if asked for. On GitHub, with the permission id-token: write, PyPI trusts the workflow without a token,
and the files get attestations. Elsewhere, UV_PUBLISH_TOKEN has the token of the index.

After an interruption, run it again. It publishes nothing if the tag does not name the version of the packages, or if
the index has one of the files with different bytes.

  --package NAME  default: all packages
  --index URL     simple repository API of the index, default: https://pypi.org/simple/
  --upload URL    where the index accepts files, default: https://upload.pypi.org/legacy/
  --tag TAG       default: the release tag of HEAD`,
  options: {
    package: { type: "string" },
    index: { type: "string", default: "https://pypi.org/simple/" },
    upload: { type: "string", default: "https://upload.pypi.org/legacy/" },
    tag: { type: "string" },
  },
  async run(_, { package: name, index: url, upload: uploadUrl, tag }) {
    const distributions = selectPython(await findReleaseTag(tag), await readPythonDist());
    const chosen = distributions.filter((item) => name === undefined || item.name === name);
    if (chosen.length === 0) {
      const names = distributions.map((item) => item.name).join(", ");
      throw new ScriptError(`--package: expected one of ${names}, got ${JSON.stringify(name)}`);
    }
    await publishPython(
      chosen,
      { url, uploadUrl },
      { onDone: (specifier, outcome) => console.log(`${specifier}: ${outcome}`) },
    );
  },
});
