/** Keys that step a number: the same on the number and on its slider. */
import { type KeyboardEvent, useRef } from "react";
import { useActions } from "../session.tsx";
import type { AmountModel } from "./amount-model.ts";
import { stepped } from "./scale.ts";

/** 10 with Shift, 0.1 with Alt: how much of a step a key or a pixel is worth. */
export function speedOf({ shiftKey, altKey }: { shiftKey: boolean; altKey: boolean }): number {
  if (shiftKey) return 10;
  return altKey ? 0.1 : 1;
}

/** Where a key leads, or undefined where it is not about stepping. */
function valueOfKey(event: KeyboardEvent, { field, value }: AmountModel): number | undefined {
  switch (event.key) {
    case "ArrowUp":
    case "ArrowRight":
      return stepped(field, value, speedOf(event));
    case "ArrowDown":
    case "ArrowLeft":
      return stepped(field, value, -speedOf(event));
    case "PageUp":
      return stepped(field, value, 10);
    case "PageDown":
      return stepped(field, value, -10);
    case "Home":
      return field.min;
    case "End":
      return field.max;
    default:
      return undefined;
  }
}

/** Handlers for stepping, undoing a gesture and resetting; holding a key is one gesture. `others` sees what is left over. */
export function useStepKeys(model: AmountModel, others: (event: KeyboardEvent<HTMLElement>) => boolean) {
  const actions = useActions();
  const stepping = useRef(false);
  const end = () => {
    if (stepping.current) actions.endGesture();
    stepping.current = false;
  };
  return {
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      if (event.ctrlKey || event.metaKey) return;
      const next = valueOfKey(event, model);
      if (next !== undefined) {
        actions.beginGesture();
        stepping.current = true;
        model.setValue(next);
      } else if (event.key === "Delete" || event.key === "Backspace") actions.resetPath(model.path);
      else if (!others(event)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    onKeyUp: end,
    onBlur: end,
  };
}
