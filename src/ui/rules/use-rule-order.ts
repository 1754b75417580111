/** Moving rules of one service among each other: by the arrow keys on a rule's grip, or by dragging it. */
import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from "react";
import { moveEntry } from "../../domain/arrange.ts";
import type { Rule } from "../../domain/rule.ts";
import { inLanguage } from "../../domain/text.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import { useActions, useLanguage } from "../session.tsx";

type Grip = {
  onKeyDown: (event: KeyboardEvent) => void;
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  onPointerUp: () => void;
  onPointerCancel: () => void;
};

export type RuleOrder = {
  /** The list whose children are the rules, in their order. */
  list: RefObject<HTMLUListElement | null>;
  /** What to put on the grip of a rule. */
  gripOf: (rule: string) => Grip;
  /** The rule that is dragged, and the position before which it would come to stand. */
  dragged: { rule: string; to: number } | undefined;
  positionOf: (rule: string) => number;
  count: number;
  /** The last move, in words. */
  said: string;
};

export function useRuleOrder(rules: readonly Rule[]): RuleOrder {
  const language = useLanguage();
  const { edit } = useActions();
  const list = useRef<HTMLUListElement>(null);
  const [dragged, setDragged] = useState<RuleOrder["dragged"]>();
  const [said, setSaid] = useState("");
  const positionOf = (id: string) => rules.findIndex((rule) => rule.id === id);

  /** Puts a rule before the one that now stands at a position; past the last one is the end. */
  const moveTo = (id: string, to: number) => {
    const from = positionOf(id);
    const rule = rules[from];
    if (!rule || to < 0 || to > rules.length || to === from || to === from + 1) return;
    edit({ kind: "move", label: rule.name }, "rules", (draft) => {
      const last = rules.at(-1)!;
      const behind = draft.rules.findIndex(({ id: other }) => other === last.id) + 1;
      moveEntry(draft, `rules/${id}`, rules[to]?.id ?? draft.rules[behind]?.id);
    });
    const place = to > from ? to : to + 1;
    setSaid(rulesMessages(language).moved(inLanguage(rule.name, language), place, rules.length));
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
      setDragged({ rule: id, to: positionOf(id) });
    },
    onPointerMove(event) {
      if (dragged?.rule !== id) return;
      const middles = [...(list.current?.children ?? [])].map((item) => {
        const { top, height } = item.getBoundingClientRect();
        return top + height / 2;
      });
      const to = middles.filter((middle) => middle < event.clientY).length;
      if (to !== dragged.to) setDragged({ rule: id, to });
    },
    onPointerUp() {
      if (dragged?.rule === id) moveTo(id, dragged.to);
      setDragged(undefined);
    },
    onPointerCancel: () => setDragged(undefined),
  });
  return { list, gripOf, dragged, positionOf, count: rules.length, said };
}
