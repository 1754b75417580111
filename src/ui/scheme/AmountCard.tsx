/** What opens under a number that has the focus: its slider, its limits, where it comes from, the way back. */
import type { CSSProperties } from "react";
import { provenanceOf } from "../../domain/provenance.ts";
import type { Scenario } from "../../domain/scenario.ts";
import { inLanguage, type Language } from "../../domain/text.ts";
import { formats } from "../../i18n/formats.ts";
import { schemeMessages } from "../../i18n/scheme.ts";
import { Icon } from "../kit/Icon.tsx";
import { useActions, useLanguage, useSheet } from "../session.tsx";
import css from "./Amount.module.css";
import { type AmountModel, isChanged } from "./amount-model.ts";
import { positionOf, valueAtPosition } from "./scale.ts";
import { useStepKeys } from "./step-keys.ts";

type Props = { model: AmountModel; open: boolean; problem: string; problemId: string; onClose: () => void };

export function AmountCard({ model, open, problem, problemId, onClose }: Props) {
  return (
    <span className={css.card}>
      {open && <CardHead model={model} />}
      {open && <Slider model={model} onClose={onClose} />}
      {problem !== "" && (
        <span id={problemId} role="alert" className={css.problem}>
          {problem}
        </span>
      )}
      {open && <Origin model={model} />}
    </span>
  );
}

function CardHead({ model }: { model: AmountModel }) {
  const language = useLanguage();
  const { resetPath } = useActions();
  const { field, before, path } = model;
  const shown = before === undefined ? "" : formats(language).unit(before, field.unit);
  return (
    <span className={css.head}>
      <span>{inLanguage(field.label, language)}</span>
      {isChanged(model) && <s>{shown}</s>}
      {isChanged(model) && (
        <button
          type="button"
          className={css.reset}
          aria-label={schemeMessages(language).resetTo(shown)}
          // The number keeps the focus; otherwise its card would close under the pointer.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => resetPath(path)}
        >
          <Icon name="reset" />
          {schemeMessages(language).reset}
        </button>
      )}
    </span>
  );
}

const positions = 1000;

function Slider({ model, onClose }: Pick<Props, "model" | "onClose">) {
  const language = useLanguage();
  const actions = useActions();
  const { amount, unit } = formats(language);
  const { field, value, before, label } = model;
  const keys = useStepKeys(model, (event) => {
    if (event.key !== "Escape") return false;
    actions.revertGesture();
    onClose();
    return true;
  });
  const place = positionOf(field, value);
  const places = { "--place": place, "--before": before === undefined ? -1 : positionOf(field, before) };
  return (
    <span className={css.slider} style={places as CSSProperties}>
      <input
        type="range"
        className={css.range}
        // The number itself takes the keyboard; the slider is for pointers and touch.
        tabIndex={-1}
        min={0}
        max={positions}
        value={Math.round(place * positions)}
        aria-label={schemeMessages(language).sliderOf(label)}
        aria-valuetext={unit(value, field.unit)}
        onPointerDown={() => actions.beginGesture()}
        onPointerUp={() => actions.endGesture()}
        onPointerCancel={() => actions.endGesture()}
        onChange={(event) =>
          model.setValue(valueAtPosition(field, event.currentTarget.valueAsNumber / positions))
        }
        {...keys}
      />
      {before !== undefined && <span className={css.tick} />}
      <span className={css.limits}>
        <span>{amount(field.min, field.unit)}</span>
        <span>{amount(field.max, field.unit)}</span>
      </span>
    </span>
  );
}

function Origin({ model }: { model: AmountModel }) {
  const language = useLanguage();
  const changed = isChanged(model);
  const said = useSheet((state) => originWords(state.scenario, model.path, changed, language));
  return <span className={css.origin}>{said}</span>;
}

/** Where the baseline's value comes from, in full. */
function originWords({ provenance }: Scenario, path: string, changed: boolean, language: Language): string {
  const words = schemeMessages(language);
  const origin = provenanceOf(provenance, path);
  if (!origin) return changed ? words.yours : "";
  const document = origin.status === "sourced" ? origin.document : undefined;
  const said = changed
    ? words.yoursFrom(document)
    : document === undefined
      ? words.assumed
      : words.sourced(document);
  return origin.note ? words.noted(said, inLanguage(origin.note, language)) : said;
}
