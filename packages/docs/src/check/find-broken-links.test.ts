// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, it } from "vitest";
import { findBrokenLinks } from "./find-broken-links.ts";

const page = (body: string) => `<html><body>${body}</body></html>`;
const files = (body: string) =>
  new Map([
    ["index.html", page('<h1 id="top">Top</h1>')],
    ["a/b.html", page(`<h2 id="here">Here</h2>${body}`)],
    ["assets/site.css", "a{}"],
  ]);

describe("findBrokenLinks", () => {
  it.each([
    "#here",
    "b.html",
    "b.html#here",
    "../index.html#top",
    "../assets/site.css",
    "https://example.com/x?y#z",
    "http://127.0.0.1:50051",
    "mailto:a@example.com",
  ])("accepts %s", (href) => {
    expect(findBrokenLinks(files(`<a href="${href}">x</a>`))).toEqual([]);
  });

  it.each([
    ["c.html", "expected a file a/c.html"],
    ["../../index.html", "expected a file ../index.html"],
    ["b.html#there", "expected an element with the id there in a/b.html"],
    ["#there", "expected an element with the id there in a/b.html"],
    ["../index.html#here", "expected an element with the id here in index.html"],
    ["/index.html", "expected a relative path, since the site may be below any path"],
    ["", "expected a relative path, since the site may be below any path"],
    ["https://", "expected an address that begins with https:// and has a host"],
    ["https://exa mple.com", "expected an address that begins with https:// and has a host"],
    ["https://nowhere", "expected an address that begins with https:// and has a host"],
    ["javascript:alert(1)", "expected an address that begins with https:// and has a host"],
    ["mailto:nobody", "expected an address of mail"],
  ])("finds %s", (href, problem) => {
    expect(findBrokenLinks(files(`<a href="${href}">x</a>`))).toEqual([`a/b.html: link to ${href}: ${problem}`]);
  });

  it("finds what a page would load from elsewhere, or does not have", () => {
    expect(findBrokenLinks(files('<script src="https://example.com/x.js"></script>'))).toEqual([
      "a/b.html: link to https://example.com/x.js: expected a file of the site, since pages load nothing from elsewhere",
    ]);
    expect(findBrokenLinks(files('<link rel="stylesheet" href="https://example.com/x.css">'))).toEqual([
      "a/b.html: link to https://example.com/x.css: expected a file of the site, since pages load nothing from elsewhere",
    ]);
    expect(findBrokenLinks(files('<img src="x.png" alt="x">'))).toEqual([
      "a/b.html: link to x.png: expected a file a/x.png",
    ]);
  });

  it("finds an anchor that a page has twice", () => {
    expect(findBrokenLinks(files('<h3 id="here">Again</h3>'))).toEqual([
      "a/b.html: id here: expected it once on the page",
    ]);
  });
});
