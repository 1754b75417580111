/** A number inside a sentence: drag it, type it, step it; its slider opens underneath while it has the focus. */
import { type FocusEvent, useEffect, useId, useState } from "react";
import type { Field } from "../../domain/field.ts";
import { fieldAt, valueAt } from "../../domain/path.ts";
import type { Language } from "../../domain/text.ts";
import { formats } from "../../i18n/formats.ts";
import { labelOf, ownerOf } from "../../i18n/label.ts";
import { schemeMessages } from "../../i18n/scheme.ts";
import { useActions, useLanguage, useSession, useSheet } from "../session.tsx";
import css from "./Amount.module.css";
import { AmountCard } from "./AmountCard.tsx";
import { AmountEntry } from "./AmountEntry.tsx";
import { AmountFigure } from "./AmountFigure.tsx";
import { type AmountModel, isChanged } from "./amount-model.ts";
import { useProblemWords } from "./problem-words.ts";
import { clamped } from "./scale.ts";

type Props = {
  path: string;
  /** English words that agree with the number, or "". */
  one: string;
  many: string;
};

export function Amount({ path, one, many }: Props) {
  const { store } = useSession();
  const value = useSheet((state) => valueAt(state.scenario, path));
  const before = useSheet((state) => valueAt(state.baseline, path));
  const field = fieldAt(store.getState().scenario, path);
  if (typeof value !== "number" || !field) return null;
  return (
    <>
      <Control
        path={path}
        field={field}
        value={value}
        before={typeof before === "number" ? before : undefined}
      />
      {many !== "" && ` ${value === 1 ? one : many}`}
    </>
  );
}

function Control(given: Pick<AmountModel, "path" | "field" | "value" | "before">) {
  const { path, field } = given;
  const language = useLanguage();
  const { setValue, endGesture, dismissRejection } = useActions();
  const { store } = useSession();
  // The rest of a label follows from the path: only the owner's name is looked up at every edit.
  const owner = useSheet((sheet) => ownerOf(sheet.scenario, path, language));
  const label = labelOf(store.getState().scenario, path, language, owner);
  const wordsOf = useProblemWords();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<{ text: string; replaces: boolean }>();
  const [problem, setProblem] = useRefusal();
  const [takesFocus, setTakesFocus] = useState(false);
  const problemId = useId();
  const describedBy = problem === "" ? undefined : problemId;
  const model: AmountModel = {
    ...given,
    label,
    setValue: (next) => {
      setOpen(true);
      setProblem(wordsOf(setValue(path, clamped(field, next))));
    },
  };
  /** Escape: the card goes, the number keeps the focus. */
  const close = () => {
    setOpen(false);
    setProblem("");
    setTakesFocus(true);
  };
  const commit = (next: number): boolean => {
    const refusal = refusalOf(field, next, language) || wordsOf(setValue(path, next));
    setProblem(refusal);
    return refusal === "";
  };
  const onBlur = (event: FocusEvent) => {
    if (event.currentTarget.contains(event.relatedTarget)) return;
    setOpen(false);
    setTakesFocus(false);
    endGesture();
    dismissRejection();
  };
  const onFocus = () => {
    if (!open) setProblem("");
    setOpen(true);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches whether the focus is inside
    <span
      className={css.amount}
      data-open={open || undefined}
      data-changed={isChanged(model) || undefined}
      onFocus={onFocus}
      onBlur={onBlur}
    >
      {typed === undefined ? (
        <AmountFigure
          {...{ model, open, describedBy, takesFocus }}
          onOpen={() => setOpen(true)}
          onClose={close}
          onType={(text, replaces) => setTyped({ text, replaces })}
        />
      ) : (
        <AmountEntry
          {...{ model, describedBy }}
          text={typed.text}
          replaces={typed.replaces}
          onText={(text) => setTyped({ ...typed, text })}
          onCommit={commit}
          onRefuse={setProblem}
          onLeave={(stay) => {
            setTyped(undefined);
            setTakesFocus(stay);
            if (stay) setProblem("");
          }}
        />
      )}
      {(open || problem !== "") && <AmountCard {...{ model, open, problem, problemId }} onClose={close} />}
    </span>
  );
}

/** Why a value was refused, or "": it speaks of the scheme as it was, and goes with it, or with Escape wherever the focus is. */
function useRefusal() {
  const { store } = useSession();
  const [problem, setProblem] = useState("");
  useEffect(() => {
    if (problem === "") return;
    const { scenario } = store.getState();
    const clear = () => setProblem("");
    const onKey = ({ key }: KeyboardEvent) => key === "Escape" && clear();
    const leave = store.subscribe((state) => state.scenario !== scenario && clear());
    addEventListener("keydown", onKey);
    return () => {
      leave();
      removeEventListener("keydown", onKey);
    };
  }, [problem, store]);
  return [problem, setProblem] as const;
}

/** Why a typed number is not acceptable by its field, or "". */
function refusalOf(field: Field, value: number, language: Language): string {
  const words = schemeMessages(language);
  const { amount, unit } = formats(language);
  const high = amount(field.max, field.unit);
  if (value < field.min || value > field.max)
    return words.outOfRange(
      amount(field.min, field.unit),
      high,
      unit(field.max, field.unit).slice(high.length).trim(),
    );
  return field.isWhole && !Number.isInteger(value) ? words.wholeOnly : "";
}
