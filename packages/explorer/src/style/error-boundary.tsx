// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Component, type ComponentChildren } from "preact";

interface ErrorBoundaryProps {
  /** What the page shows. At another place, it is tried again. */
  readonly place: string;
  readonly children: ComponentChildren;
}

interface ErrorBoundaryState {
  readonly place: string;
  readonly problem: string | undefined;
}

/**
 * Shows what went wrong instead of a view that cannot be drawn, such as of an answer whose values have other types than
 * they should. Otherwise the page would stay as it was, with its verdict.
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { place: this.props.place, problem: undefined };

  static override getDerivedStateFromError(error: unknown): Pick<ErrorBoundaryState, "problem"> {
    return { problem: error instanceof Error ? error.message : String(error) };
  }

  static override getDerivedStateFromProps(
    { place }: ErrorBoundaryProps,
    state: ErrorBoundaryState,
  ): ErrorBoundaryState | null {
    return place === state.place ? null : { place, problem: undefined };
  }

  override render() {
    return this.state.problem === undefined ? (
      this.props.children
    ) : (
      <p role="alert" class="failed">
        This cannot be shown, and is not verified: {this.state.problem}
      </p>
    );
  }
}
