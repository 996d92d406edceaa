// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import MiniSearch from "minisearch";
import { type SearchEntry, searchOptions } from "../search/search-options.ts";

type Hit = Pick<SearchEntry, "page" | "heading" | "path" | "excerpt">;

const maxHits = 20;
let dialog: HTMLDialogElement | undefined;
let index: Promise<MiniSearch<SearchEntry>> | undefined;

/** Opens the search over all pages. The index is loaded the first time, as a module, so that no connection is needed. */
export function openSearch(): void {
  index ??= import(new URL("./search-index.js", import.meta.url).href).then(({ default: json }: { default: string }) =>
    MiniSearch.loadJSON(json, searchOptions),
  );
  dialog ??= createDialog(index);
  dialog.showModal();
}

function createDialog(index: Promise<MiniSearch<SearchEntry>>): HTMLDialogElement {
  const created = document.createElement("dialog");
  created.className = "search";
  created.setAttribute("aria-label", "Search");
  const input = document.createElement("input");
  // Not of the type for searches, which takes the key that closes the dialog.
  input.type = "text";
  input.placeholder = "Search the documentation";
  input.setAttribute("aria-label", "Search the documentation");
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  const list = document.createElement("ul");
  created.append(input, status, list);
  input.addEventListener("input", async () => {
    const words = input.value;
    const found = (await index).search(words) as unknown as Hit[];
    if (words === input.value) {
      list.replaceChildren(...found.slice(0, maxHits).map(createItem));
      status.textContent = describeCount(words, found.length);
    }
  });
  created.addEventListener("keydown", (pressed) => moveFocus(pressed, [input, ...list.querySelectorAll("a")]));
  // A click beside the dialog is a click on its backdrop.
  created.addEventListener("click", ({ target }) => target === created && created.close());
  document.body.append(created);
  return created;
}

function createItem({ page, heading, path, excerpt }: Hit): HTMLLIElement {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = new URL(`../${path}`, import.meta.url).href;
  const title = document.createElement("strong");
  title.textContent = heading;
  const place = document.createElement("span");
  place.textContent = page;
  const text = document.createElement("small");
  text.textContent = excerpt;
  link.append(title, place, text);
  // The page may be the open one.
  link.addEventListener("click", () => dialog?.close());
  item.append(link);
  return item;
}

function describeCount(words: string, count: number): string {
  if (words.trim() === "") {
    return "";
  }
  return count === 0 ? `Nothing found for “${words}”.` : `${count} ${count === 1 ? "place" : "places"} found.`;
}

function moveFocus(pressed: KeyboardEvent, places: readonly HTMLElement[]): void {
  const at = places.indexOf(document.activeElement as HTMLElement);
  if (pressed.key === "Enter" && at === 0) {
    places[1]?.click();
  }
  const step = pressed.key === "ArrowDown" ? 1 : pressed.key === "ArrowUp" ? -1 : 0;
  if (step !== 0) {
    pressed.preventDefault();
    places[Math.max(0, Math.min(places.length - 1, at + step))]?.focus();
  }
}
