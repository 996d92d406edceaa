// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** A part of the navigation. */
export interface NavigationPart {
  readonly title: string;
  readonly links: readonly NavigationLink[];
}

/** A page in the navigation. */
export interface NavigationLink {
  readonly label: string;
  /** Path on the site. */
  readonly path: string;
}
