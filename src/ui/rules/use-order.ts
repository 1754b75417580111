/** Moving entries of a list among each other: by the arrow keys on an entry's grip, or by dragging it. */
import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from "react";
import { moveEntry } from "../../domain/arrange.ts";
import { valueAt } from "../../domain/path.ts";
import { inLanguage, type LocalText } from "../../domain/text.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import { useActions, useLanguage } from "../session.tsx";

type Grip = {
  onKeyDown: (event: KeyboardEvent) => void;
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  onPointerUp: () => void;
  onPointerCancel: () => void;
};

/** An entry by its id and the name that history knows it by. */
export type Movable = { id: string; name: LocalText };

export type Order = {
  /** The element whose children are the entries, in their order. */
  list: RefObject<HTMLUListElement | null>;
  /** What to put on the grip of an entry. */
  gripOf: (id: string) => Grip;
  /** The entry that is dragged, and the position before which it would come to stand. */
  dragged: { id: string; to: number } | undefined;
  positionOf: (id: string) => number;
  count: number;
  /** The last move, in words. */
  said: string;
};

/** How an entry shows that it, or another before or behind it, is dragged. */
export function markOf({ dragged, positionOf, count }: Order, id: string) {
  const position = positionOf(id);
  const isLast = dragged?.to === count && position === count - 1;
  return {
    "data-moving": dragged?.id === id || undefined,
    "data-drop": dragged?.to === position ? "before" : isLast ? "after" : undefined,
  };
}

/** @param place the path of the list; `entries` are those of it that move among each other */
export function useOrder(place: string, entries: readonly Movable[]): Order {
  const language = useLanguage();
  const { edit } = useActions();
  const list = useRef<HTMLUListElement>(null);
  const [dragged, setDragged] = useState<Order["dragged"]>();
  const [said, setSaid] = useState("");
  const positionOf = (id: string) => entries.findIndex((entry) => entry.id === id);

  /** Puts an entry before the one that now stands at a position; past the last one is the end. */
  const moveTo = (id: string, to: number) => {
    const from = positionOf(id);
    const entry = entries[from];
    if (!entry || to < 0 || to > entries.length || to === from || to === from + 1) return;
    edit({ kind: "move", label: entry.name }, place, (draft) => {
      const all = valueAt(draft, place) as readonly { id: string }[];
      const last = entries.at(-1)!;
      const behind = all.findIndex(({ id: other }) => other === last.id) + 1;
      moveEntry(draft, `${place}/${id}`, entries[to]?.id ?? all[behind]?.id);
    });
    const standsAt = to > from ? to : to + 1;
    setSaid(rulesMessages(language).moved(inLanguage(entry.name, language), standsAt, entries.length));
  };

  const gripOf = (id: string): Grip => ({
    onKeyDown(event) {
      const step = { ArrowUp: -1, ArrowDown: 2 }[event.key];
      if (step === undefined || event.altKey || event.ctrlKey) return;
      event.preventDefault();
      moveTo(id, positionOf(id) + step);
    },
    onPointerDown(event) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDragged({ id, to: positionOf(id) });
    },
    onPointerMove(event) {
      if (dragged?.id !== id) return;
      const middles = [...(list.current?.children ?? [])].map((item) => {
        const { top, height } = item.getBoundingClientRect();
        return top + height / 2;
      });
      const to = middles.filter((middle) => middle < event.clientY).length;
      if (to !== dragged.to) setDragged({ id, to });
    },
    onPointerUp() {
      if (dragged?.id === id) moveTo(id, dragged.to);
      setDragged(undefined);
    },
    onPointerCancel: () => setDragged(undefined),
  });
  return { list, gripOf, dragged, positionOf, count: entries.length, said };
}
