/** The number as it stands in the sentence: a spin button that can be dragged. */
import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from "react";
import { formats } from "../../i18n/formats.ts";
import { schemeMessages } from "../../i18n/scheme.ts";
import { useActions, useLanguage } from "../session.tsx";
import css from "./Amount.module.css";
import { type AmountModel, isChanged } from "./amount-model.ts";
import { dragged } from "./scale.ts";
import { speedOf, useStepKeys } from "./step-keys.ts";

const dragThresholdPixels = 3;

type Props = {
  model: AmountModel;
  /** Whether its slider is shown: then a tap starts typing. */
  open: boolean;
  describedBy: string | undefined;
  takesFocus: boolean;
  onOpen: () => void;
  onClose: () => void;
  /** Typing begins, with this text; `replaces` where it is the number as it stands. */
  onType: (text: string, replaces: boolean) => void;
};

export function AmountFigure({ model, open, describedBy, takesFocus, onOpen, onClose, onType }: Props) {
  const { amount, unit } = formats(useLanguage());
  const words = schemeMessages(useLanguage());
  const { field, value, before } = model;
  const figure = useRef<HTMLSpanElement>(null);
  const type = () => onType(amount(value, field.unit), true);
  const drag = useDrag(model, open, onOpen, type);
  const giveUp = () => {
    drag.revert();
    onClose();
  };
  const keys = useStepKeys(model, (event) => otherKey(event, giveUp, type, onType));
  useEffect(() => {
    if (takesFocus) figure.current?.focus();
  }, [takesFocus]);
  const was = before !== undefined && isChanged(model) ? before : undefined;
  return (
    <span
      ref={figure}
      className={css.figure}
      role="spinbutton"
      tabIndex={0}
      data-path={model.path}
      data-was={was === undefined ? undefined : amount(was, field.unit)}
      aria-label={model.label}
      aria-valuenow={value}
      aria-valuemin={field.min}
      aria-valuemax={field.max}
      aria-valuetext={[
        unit(value, field.unit),
        ...(was === undefined ? [] : [words.was(unit(was, field.unit))]),
      ].join(", ")}
      aria-describedby={describedBy}
      {...drag.handlers}
      {...keys}
    >
      {amount(value, field.unit)}
    </span>
  );
}

/** Whether the key did something: Escape gives up what moves and closes the card, Enter and digits start typing. */
function otherKey(
  event: KeyboardEvent,
  giveUp: () => void,
  type: () => void,
  onType: (text: string, replaces: boolean) => void,
): boolean {
  if (event.key === "Escape") giveUp();
  else if (event.key === "Enter" || event.key === "F2") type();
  else if (/^[\d.\-+\uff10-\uff19]$/.test(event.key) && !event.altKey) onType(event.key, false);
  else return false;
  return true;
}

type Drag = {
  x: number;
  from: number;
  moving: boolean;
  speed: number;
  /** Where the pointer went last, until the move is taken up. */
  next: { x: number; speed: number } | undefined;
};

/** Mouse and pen drag at once; a first touch opens the slider, which is large enough for a finger. */
function useDrag(model: AmountModel, open: boolean, onOpen: () => void, onClick: () => void) {
  const actions = useActions();
  const drag = useRef<Drag>(undefined);
  const wasOpen = useRef(false);
  const follow = () => {
    const now = drag.current;
    const next = now?.next;
    if (!now || !next) return;
    now.next = undefined;
    if (next.speed !== now.speed) Object.assign(now, { from: model.value, x: next.x, speed: next.speed });
    const pixels = next.x - now.x;
    if (!now.moving && Math.abs(pixels) < dragThresholdPixels) return;
    if (!now.moving) actions.beginGesture();
    now.moving = true;
    model.setValue(dragged(model.field, now.from, pixels, next.speed));
  };
  const finish = () => {
    follow();
    if (drag.current?.moving) actions.endGesture();
    drag.current = undefined;
  };
  const revert = () => {
    drag.current = undefined;
    actions.revertGesture();
  };
  const latestFollow = useRef(follow);
  useEffect(() => {
    latestFollow.current = follow;
  });
  const handlers = {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      wasOpen.current = open;
      onOpen();
      if (event.button !== 0 || event.pointerType === "touch") return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { x: event.clientX, from: model.value, moving: false, speed: 1, next: undefined };
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const now = drag.current;
      if (!now) return;
      const waits = now.next !== undefined;
      now.next = { x: event.clientX, speed: speedOf(event) };
      // A move comes with the frame that it is drawn in; an edit of its own task leaves the frame its time.
      if (!waits) setTimeout(() => latestFollow.current(), 0);
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      follow();
      const clicked = event.pointerType === "touch" ? wasOpen.current : drag.current?.moving === false;
      finish();
      if (clicked) onClick();
    },
    onPointerCancel: revert,
    onLostPointerCapture: finish,
  };
  return { handlers, revert };
}
