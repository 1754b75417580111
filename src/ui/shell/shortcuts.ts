/** Keys that work anywhere on the page. Single keys are left alone while somebody types. */
import { useEffect } from "react";
import { useActions } from "../session.tsx";

type Targets = { onSheet: () => void; onSearch: () => void };

export function useShortcuts({ onSheet, onSearch }: Targets): void {
  const { undo, redo } = useActions();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
      const action = actionOf(event, isTyping(event.target), { undo, redo, onSheet, onSearch });
      if (!action) return;
      event.preventDefault();
      action();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  });
}

type Keys = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

/**
 * What a key does; text fields keep their own undo and every single key.
 * @internal
 */
export function actionOf(
  { key, ctrlKey, metaKey, shiftKey, altKey }: Keys,
  typing: boolean,
  actions: Targets & { undo: () => void; redo: () => void },
): (() => void) | undefined {
  if (typing || altKey) return undefined;
  if (ctrlKey || metaKey) {
    if (key.toLowerCase() === "z") return shiftKey ? actions.redo : actions.undo;
    return key.toLowerCase() === "y" && !shiftKey ? actions.redo : undefined;
  }
  if (key === "?" || key === "\uff1f") return actions.onSheet;
  return key === "/" ? actions.onSearch : undefined;
}

const typedInto = new Set(["text", "search", "date", "number", "url", "email", "tel", "password"]);

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return typedInto.has(target.type);
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}
