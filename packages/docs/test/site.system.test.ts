// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { chromiumPath } from "@chaukas/testdata/toolchains";
import axe from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findBrokenLinks } from "../src/check/find-broken-links.ts";
import { createSite } from "../src/create-site.ts";
import { anchorOf, simpleName } from "../src/reference/proto-places.ts";
import { readProtos } from "../src/reference/read-protos.ts";
import { readOpenApi } from "../src/rest/open-api.ts";
import { serveSite } from "./serve-site.ts";

const files = await createSite();
const read = (path: string) => String(files.get(path) ?? expect.unreachable(`no ${path}`));
const pages = [...files.keys()].filter((path) => path.endsWith(".html"));
const allowed =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

describe("the site", () => {
  it("is the same when it is built again", async () => {
    expect(await createSite()).toEqual(files);
  });

  it("has no broken links, and would report one", () => {
    expect(findBrokenLinks(files)).toEqual([]);
    const path = "reference/events.html";
    const changed = read(path).replaceAll('href="#Principal"', 'href="#Nobody"');
    expect(findBrokenLinks(new Map([...files, [path, changed]]))).toContain(
      `${path}: link to #Nobody: expected an element with the id Nobody in ${path}`,
    );
  });

  it.each(pages)("allows nothing but own files on %s, and needs nothing else", (page) => {
    const html = read(page);
    expect(html).toContain(`<meta http-equiv="Content-Security-Policy" content="${allowed}">`);
    expect(html).not.toMatch(/ style="|<style|<script(?![^>]*\ssrc=)| on\w+="/);
  });

  it("describes every element of the protos, with its number or its type", () => {
    for (const file of readProtos()) {
      const html = read(`reference/${file.name.split("/").at(-1)}.html`);
      const ids = [
        ...[...file.messages, ...file.enums, ...file.services].map(({ typeName }) => simpleName(typeName)),
        ...file.messages.flatMap(({ fields }) => fields.map(anchorOf)),
        ...file.enums.flatMap(({ values }) => values.map(({ name }) => name)),
        ...file.services.flatMap(({ typeName, methods }) =>
          methods.map(({ name }) => `${simpleName(typeName)}.${name}`),
        ),
        ...file.extensions.map(({ name }) => name),
      ];
      expect(ids.filter((id) => !html.includes(`id="${id}"`))).toEqual([]);
      for (const { fields } of file.messages) {
        for (const field of fields) {
          const [, rest = ""] = html.split(`<dt id="${anchorOf(field)}">`);
          expect(rest.slice(0, rest.indexOf("</dt>"))).toContain(`= ${field.number}`);
        }
      }
    }
  });

  it("marks versions, personal data, deprecation and rules", () => {
    const events = read("reference/events.html");
    const [, role = ""] = /<dt id="MessageContent\.text">(.*?)<dt/s.exec(events) ?? [];
    expect(role).toContain("personal data");
    const [, id = ""] = /<dt id="Event\.event_id">(.*?)<dt/s.exec(events) ?? [];
    expect(id).toContain("string.max_bytes = 256");
    expect(id).toContain("required");
    expect(events).toMatch(/id="Principal">.*?since 1\.2\.0/);
    expect(events).toMatch(/<dt id="Event\.principal">.*?<a href="#Principal">Principal<\/a> = 80/);
  });

  it("lists the fields for personal data, and why some cannot be redacted", () => {
    const page = read("reference/personal-data.html");
    const [likely = "", possible = ""] = page.split('<h2 id="possible">');
    expect(likely).toContain('href="events.html#MessageContent.text"');
    expect(possible).toContain('href="events.html#Principal.issuer"');
    expect(page).not.toContain("#Event.event_id");
    expect(page).toMatch(/#RedactionRecord\.requested_by".*?<td>(?!–)[^<]+<\/td><\/tr>/s);
  });

  it("describes every operation and every schema of the OpenAPI document", () => {
    const { paths, components } = readOpenApi();
    const operations = Object.values(paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(operations.filter((id) => !read("rest/index.html").includes(`<h3 id="${id}">`))).toEqual([]);
    const schemas = read("rest/schemas.html");
    expect(Object.keys(components.schemas).filter((name) => !schemas.includes(`<h2 id="${name}">`))).toEqual([]);
  });
});

describe.skipIf(chromiumPath === undefined)("the site in a browser", () => {
  let site: Awaited<ReturnType<typeof serveSite>>;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    site = await serveSite(files);
    browser = await chromium.launch({ executablePath: chromiumPath ?? "", args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser?.close();
    await site.close();
  });
  beforeEach(async () => {
    problems = [];
    context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    page = await context.newPage();
    page.on("console", (message) => problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("request", (request) => request.url().startsWith(site.url) || problems.push(request.url()));
  });
  afterEach(() => context.close());

  const poll = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 60_000 });

  async function findBarriers(rules?: readonly string[]): Promise<string[]> {
    await page.evaluate(axe.source);
    return page.evaluate(async (runOnly) => {
      const { axe } = globalThis as unknown as {
        axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      return (await axe.run(runOnly === undefined ? {} : { runOnly })).violations.map(
        ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
      );
    }, rules);
  }

  it("has no barriers that axe finds, in both themes", async () => {
    // One of each kind: a document, a table, a proto, operations.
    const kinds = ["index.html", "reference/personal-data.html", "reference/options.html", "rest/index.html"];
    for (const path of kinds) {
      await page.goto(site.url + path);
      await page.emulateMedia({ colorScheme: "light" });
      expect(await findBarriers(), path).toEqual([]);
      await page.emulateMedia({ colorScheme: "dark" });
      // Only the colours differ.
      expect(await findBarriers(["color-contrast"]), `${path}, dark`).toEqual([]);
    }
    expect(problems).toEqual([]);
  });

  it("finds a field and a heading with the keyboard alone", async () => {
    await page.goto(`${site.url}packages/sdk.html`);
    await page.keyboard.press("/");
    await page.keyboard.type("worm_proof_id");
    await poll(() => page.getByRole("status").textContent()).toMatch(/\d+ places? found/);
    expect(await findBarriers()).toEqual([]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.waitForURL(/worm_proof_id$/);
    await page.keyboard.press("/");
    await page.keyboard.type("zzzzzz");
    await poll(() => page.getByRole("status").textContent()).toBe("Nothing found for “zzzzzz”.");
    await page.keyboard.press("Escape");
    expect(await page.getByRole("dialog").isVisible()).toBe(false);
    expect(problems).toEqual([]);
  });

  it("keeps the theme that was chosen", async () => {
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(`${site.url}index.html`);
    const back = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await back();
    await page.getByRole("button", { name: "Dark theme" }).click();
    const dark = await back();
    expect(dark).not.toBe(light);
    await page.getByRole("link", { name: "Security", exact: true }).click();
    await page.waitForURL(/security\.html$/);
    expect(await back()).toBe(dark);
  });

  it("hides the navigation on a narrow screen until it is asked for", async () => {
    await page.setViewportSize({ width: 400, height: 800 });
    await page.goto(`${site.url}reference/options.html`);
    const link = page.getByRole("navigation").getByRole("link", { name: "query.proto" });
    expect(await link.isVisible()).toBe(false);
    await page.getByRole("button", { name: "Menu" }).click();
    expect(await findBarriers()).toEqual([]);
    await link.click();
    await page.waitForURL(/query\.html$/);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(400);
  });

  it("copies code", async () => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(`${site.url}index.html`);
    await page.locator(".frame").first().hover();
    await page.locator(".copy").first().click();
    await poll(() => page.locator(".copy").first().textContent()).toBe("Copied");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("npx @chaukas/server");
  });
});
