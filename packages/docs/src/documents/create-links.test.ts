// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, it } from "vitest";
import { createLinks, findImage, relativeLink } from "./create-links.ts";

const links = createLinks(
  new Map([
    ["README.md", "index.html"],
    ["packages/server/README.md", "packages/server.html"],
    ["packages/spec-common/CHANGELOG.md", "project/changelog.html#common"],
  ]),
);
const resolve = (href: string) => links.resolve("packages/server/README.md", "packages/server.html", href);

describe("createLinks", () => {
  it.each([
    ["another page", "../../README.md", "../index.html"],
    ["a place on another page", "../../README.md#packages", "../index.html#packages"],
    ["a place on the same page", "#settings", "#settings"],
    [
      "the folder of a page",
      "https://github.com/chaukasai/chaukas-spec/tree/main/packages/server#readme",
      "server.html",
    ],
    ["the repository", "https://github.com/chaukasai/chaukas-spec#readme", "../index.html"],
    ["a part of a page", "../spec-common/CHANGELOG.md", "../project/changelog.html#common"],
    ["another host", "https://example.com/a#b", "https://example.com/a#b"],
    ["issues", "https://github.com/chaukasai/chaukas-spec/issues", "https://github.com/chaukasai/chaukas-spec/issues"],
    [
      "a file that is no page",
      "package.json",
      "https://github.com/chaukasai/chaukas-spec/blob/main/packages/server/package.json",
    ],
    [
      "a folder that is no page",
      "../spec-vectors/vectors",
      "https://github.com/chaukasai/chaukas-spec/tree/main/packages/spec-vectors/vectors",
    ],
  ])("resolves %s", (_what, href, expected) => {
    expect(resolve(href)).toBe(expected);
  });

  it.each(["../nowhere.md", "https://github.com/chaukasai/chaukas-spec/blob/main/packages/nowhere.md"])(
    "refuses %s, which does not exist",
    (href) => {
      expect(() => resolve(href)).toThrow(`link to ${href}: expected a file packages/nowhere.md`);
    },
  );
});

describe("findImage", () => {
  it.each([
    "src/page/icon.svg",
    "https://github.com/chaukasai/chaukas-spec/raw/main/packages/docs/src/page/icon.svg",
    "https://raw.githubusercontent.com/chaukasai/chaukas-spec/main/packages/docs/src/page/icon.svg",
  ])("finds the file of %s", (href) => {
    expect(findImage("packages/docs/README.md", href)).toBe("packages/docs/src/page/icon.svg");
  });

  it("refuses a file that does not exist, and images of other hosts", () => {
    expect(() => findImage("README.md", "nowhere.png")).toThrow("image nowhere.png: expected a file nowhere.png");
    expect(() => findImage("README.md", "https://example.com/a.png")).toThrow(
      "image https://example.com/a.png: expected a file of the repository, since pages load nothing from elsewhere",
    );
  });
});

describe("relativeLink", () => {
  it.each([
    ["index.html", "a/b.html", "a/b.html"],
    ["a/b.html", "index.html", "../index.html"],
    ["a/b.html", "a/c.html#d", "c.html#d"],
    ["a/b.html", "a/b.html#d", "#d"],
  ])("leads from %s to %s", (from, to, expected) => {
    expect(relativeLink(from, to)).toBe(expected);
  });
});
