// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { offerCopies } from "./offer-copies.ts";
import { openSearch } from "./open-search.ts";

const isDark = matchMedia("(prefers-color-scheme: dark)");

function currentTheme(): string {
  return document.documentElement.dataset["theme"] ?? (isDark.matches ? "dark" : "light");
}

const themeButton = document.getElementById("theme-button");
if (themeButton !== null) {
  const show = () => {
    themeButton.textContent = currentTheme() === "dark" ? "Light" : "Dark";
    themeButton.setAttribute("aria-label", `${themeButton.textContent} theme`);
  };
  themeButton.addEventListener("click", () => {
    const next = currentTheme() === "dark" ? "light" : "dark";
    document.documentElement.dataset["theme"] = next;
    localStorage.setItem("chaukas:theme", next);
    show();
  });
  isDark.addEventListener("change", show);
  show();
  themeButton.hidden = false;
}

const searchButton = document.getElementById("search-button");
if (searchButton !== null) {
  searchButton.addEventListener("click", () => openSearch());
  document.addEventListener("keydown", (pressed) => {
    const isTyping = pressed.target instanceof Element && pressed.target.closest("input, textarea, select") !== null;
    const isSearch = pressed.key === "/" || (pressed.key === "k" && (pressed.ctrlKey || pressed.metaKey));
    if (isSearch && (!isTyping || pressed.key === "k")) {
      pressed.preventDefault();
      openSearch();
    }
  });
  searchButton.hidden = false;
}

// What is wider than the page must be reachable with the keyboard.
const observer = new ResizeObserver((changes) => {
  for (const { target } of changes) {
    if (target.scrollWidth > target.clientWidth) {
      target.setAttribute("tabindex", "0");
    } else {
      target.removeAttribute("tabindex");
    }
  }
});
for (const block of document.querySelectorAll("main pre, main .table")) {
  observer.observe(block);
}

offerCopies(document.querySelectorAll<HTMLElement>("main pre.code"));
document.querySelector("nav [aria-current]")?.scrollIntoView({ block: "nearest" });
