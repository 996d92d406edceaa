// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from "@tanstack/virtual-core";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { cutText, describeItem, eventsOf, since } from "../../outline/item-text.js";
import type { OutlineRow } from "../../outline/outline-rows.js";
import { formatRoute } from "../route.js";

interface OutlineTreeProps {
  readonly rows: readonly OutlineRow[];
  /** Ids of the lines whose items are hidden. */
  readonly closed: ReadonlySet<string>;
  /** Whether the rows are a list of finds, without nesting. */
  readonly isFlat: boolean;
  /** The times between which bars are drawn. */
  readonly begin: Event["timestamp"];
  readonly end: Event["timestamp"];
  readonly sessionId: string;
  readonly selectedId: string;
  readonly onToggle: (id: string) => void;
}

const rowHeight = 28;
const maxIndent = 16;

/** A tree of what happened, with bars that show when. Only the lines in view are in the page. */
export function OutlineTree(props: OutlineTreeProps) {
  const { rows, closed, isFlat, begin, end, selectedId, sessionId, onToggle } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer(rows.length, scroller);
  const place = rows.findIndex(({ item }) => eventsOf(item).some(({ eventId }) => eventId === selectedId));
  useEffect(() => {
    if (place >= 0) {
      virtualizer.scrollToIndex(place, { align: "auto" });
    }
  }, [place]);
  const select = (index: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (row !== undefined) {
      history.replaceState(null, "", formatRoute({ view: "session", sessionId, eventId: row.id }));
      dispatchEvent(new HashChangeEvent("hashchange"));
    }
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => select(place + 1),
    ArrowUp: () => select(place - 1),
    Home: () => select(0),
    End: () => select(rows.length - 1),
    PageDown: () => select(place + 20),
    PageUp: () => select(place - 20),
    ArrowRight: () => (canToggle(true) ? toggle() : selectInner()),
    ArrowLeft: () => (canToggle(false) ? toggle() : selectOuter()),
  };
  const current = rows[place];
  function canToggle(isClosed: boolean): boolean {
    return current?.hasItems === true && !isFlat && closed.has(current.id) === isClosed;
  }
  function toggle(): void {
    onToggle(current?.id ?? "");
  }
  function selectInner(): void {
    if (canToggle(false)) {
      select(place + 1);
    }
  }
  function selectOuter(): void {
    const isOuter = rows.slice(0, Math.max(0, place)).map(({ depth }) => depth < (current?.depth ?? 0));
    const outer = isOuter.lastIndexOf(true);
    if (outer >= 0 && !isFlat) {
      select(outer);
    }
  }
  return (
    <div
      ref={scroller}
      class="tree"
      role="tree"
      aria-label="What happened"
      tabIndex={0}
      aria-activedescendant={place >= 0 ? `row-${place}` : undefined}
      onKeyDown={(event) => {
        const act = keys[event.key];
        if (act !== undefined) {
          event.preventDefault();
          act();
        }
      }}
    >
      <div class="rows" role="presentation" style={{ height: `${virtualizer.getTotalSize()}px` }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <TreeRow
              key={`${index} ${row.id}`}
              row={row}
              index={index}
              top={start}
              isOpen={row.hasItems && !isFlat ? !closed.has(row.id) : undefined}
              isSelected={index === place}
              begin={begin}
              end={end}
              onSelect={() => {
                // A line that is scrolled away leaves the page, and would take the focus with it.
                scroller.current?.focus({ preventScroll: true });
                select(index);
              }}
              onToggle={() => onToggle(row.id)}
            />
          );
        })}
      </div>
    </div>
  );
}

interface TreeRowProps {
  readonly row: OutlineRow;
  readonly index: number;
  readonly top: number;
  /** Undefined if there is nothing to open. */
  readonly isOpen: boolean | undefined;
  readonly isSelected: boolean;
  readonly begin: Event["timestamp"];
  readonly end: Event["timestamp"];
  readonly onSelect: () => void;
  readonly onToggle: () => void;
}

function TreeRow({ row, index, top, isOpen, isSelected, begin, end, onSelect, onToggle }: TreeRowProps) {
  const { item, depth } = row;
  const { kind, about, result, state } = describeItem(item);
  const [first] = eventsOf(item);
  const isRedacted = eventsOf(item).some(({ redaction }) => redaction !== undefined);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys of all its lines
    <div
      id={`row-${index}`}
      class={isSelected ? "row selected" : "row"}
      role="treeitem"
      tabIndex={-1}
      aria-level={depth + 1}
      aria-selected={isSelected}
      aria-expanded={isOpen}
      style={{ transform: `translateY(${top}px)`, height: `${rowHeight}px` }}
      onClick={onSelect}
    >
      <span class="offset">{since(begin, first?.timestamp)}</span>
      <span class="bar" aria-hidden="true">
        <span class={state.startsWith("failed") ? "span fail" : "span"} style={barOf(row, begin, end)} />
      </span>
      <span class="label" style={{ paddingLeft: `${Math.min(depth, maxIndent) * 16}px` }}>
        {isOpen === undefined ? (
          <span class="toggle" />
        ) : (
          <button
            type="button"
            class="toggle"
            tabIndex={-1}
            aria-label={isOpen ? "Close" : "Open"}
            onClick={(event) => {
              event.stopPropagation();
              onToggle();
            }}
          >
            {isOpen ? "▾" : "▸"}
          </button>
        )}
        <span class="kind">{kind}</span> {cutText(about)}{" "}
        <span class={state.startsWith("failed") ? "failed" : "muted"}>{state}</span>{" "}
        <span class="muted">{cutText(result)}</span>
        {isRedacted && <span class="hole">redacted</span>}
      </span>
    </div>
  );
}

/** Where the bar of an item begins and how long it is, in percent of the session. */
function barOf({ item }: OutlineRow, begin: Event["timestamp"], end: Event["timestamp"]) {
  const whole = Math.max(1, nanosOf(end) - nanosOf(begin));
  const percent = (time: Event["timestamp"]) =>
    Math.max(0, Math.min(100, ((nanosOf(time) - nanosOf(begin)) / whole) * 100));
  const events = eventsOf(item);
  const isOpen = item.case === "operation" && item.end === undefined;
  const from = percent(events[0]?.timestamp);
  const until = isOpen ? 100 : Math.max(from, percent(events.at(-1)?.timestamp));
  return { left: `min(${from}%, calc(100% - 2px))`, width: `max(2px, ${until - from}%)` };
}

function nanosOf(time: Event["timestamp"]): number {
  return Number(time?.seconds ?? 0n) * 1e9 + (time?.nanos ?? 0);
}

/** Keeps a virtualizer of lines of one height, and renders again when other lines are in view. */
function useVirtualizer(count: number, scroller: { readonly current: HTMLDivElement | null }) {
  const [, render] = useState(0);
  const options: VirtualizerOptions<HTMLDivElement, HTMLDivElement> = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => render((times) => times + 1),
  };
  const [virtualizer] = useState(() => new Virtualizer(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), []);
  useLayoutEffect(() => virtualizer._willUpdate());
  return virtualizer;
}
