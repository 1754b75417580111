/** Beside the steps: category points. A study that is worked out here, undone like the scheme, and shared as a file. */
import { type ChangeEvent, useLayoutEffect, useRef, useState } from "react";
import { type Assessment, assessCategory } from "../../domain/category.ts";
import { describeCategoryProblem, describeCategoryWarning } from "../../domain/category-problem.ts";
import {
  type CategoryProblem,
  type CategoryStudy,
  readCategoryStudy,
  serviceName,
} from "../../domain/category-study.ts";
import type { Structure } from "../../domain/outcome.ts";
import { structureName } from "../../domain/structure-name.ts";
import { inLanguage, text } from "../../domain/text.ts";
import { categoryMessages } from "../../i18n/category.ts";
import { rulesMessages } from "../../i18n/rules.ts";
import { Button } from "../kit/Button.tsx";
import { useActions, useLanguage, useSandtable, useSession } from "../session.tsx";
import css from "./Category.module.css";
import { CategoryExperts } from "./CategoryExperts.tsx";
import { CategoryGains } from "./CategoryGains.tsx";
import { CategoryMembers } from "./CategoryMembers.tsx";
import { musicCategory, studyOf } from "./category-edit.ts";
import type { StudyProps } from "./category-props.ts";

export function CategoryStep() {
  const language = useLanguage();
  const { setStudy, recallStudy } = useActions();
  // Before the first picture, so that the example is not seen in its place.
  useLayoutEffect(() => {
    recallStudy((value) => {
      const kept = readCategoryStudy(value);
      return kept.ok ? kept.value : undefined;
    });
  }, [recallStudy]);
  const studyKept = useSandtable((state) => state.studyKept);
  const study = useSandtable((state) => state.study) ?? musicCategory[language];
  const onChange: StudyProps["onChange"] = (next, removed) => {
    const label = text(rulesMessages("zh-CN").step.category.title, rulesMessages("en").step.category.title);
    if (removed === undefined) setStudy({ kind: "set", path: "", label }, next);
    else setStudy({ kind: "remove", label: text(removed, removed) }, next);
  };
  const read = readCategoryStudy(study);
  const assessed = read.ok ? assessCategory(read.value) : read;
  const assessment = assessed.ok ? assessed.value : undefined;
  const parts: StudyProps = { study, assessment, onChange };
  return (
    <>
      <Files study={study} onChange={onChange} />
      {!studyKept && (
        <p className={css.warnings} role="status">
          {categoryMessages(language).notKept}
        </p>
      )}
      {!assessed.ok && <Problems problems={assessed.problems.map((each) => byName(study, each))} />}
      {assessment && <Warnings study={study} assessment={assessment} />}
      <CategoryGains {...parts} />
      <CategoryExperts {...parts} />
      <CategoryMembers {...parts} />
    </>
  );
}

function Problems({ problems }: { problems: readonly CategoryProblem[] }) {
  const language = useLanguage();
  return (
    <div className={css.problems} role="alert">
      <p>{categoryMessages(language).problems}</p>
      <ul>
        {problems.slice(0, 5).map((problem) => {
          const words = describeCategoryProblem(problem, language);
          return <li key={words}>{words}</li>;
        })}
      </ul>
    </div>
  );
}

/** What is said of services, by their names rather than their ids. */
function byName<Said extends object>({ services }: CategoryStudy, said: Said): Said {
  const nameOf = (value: unknown) => {
    const service = services.find(({ id }) => id === value);
    return service ? serviceName(service) : value;
  };
  const ofServices = ["service", "row", "column"];
  const entries = Object.entries(said).map(([key, value]) => [
    key,
    ofServices.includes(key) ? nameOf(value) : value,
  ]);
  return Object.fromEntries(entries) as Said;
}

type WarningsProps = { study: CategoryStudy; assessment: Assessment };

function Warnings({ study, assessment: { warnings, correctionRounds } }: WarningsProps) {
  const language = useLanguage();
  const rounds = categoryMessages(language).rounds(correctionRounds);
  const said = [
    ...(rounds === "" ? [] : [rounds]),
    ...warnings.map((each) => describeCategoryWarning(byName(study, each), language)),
  ];
  if (said.length === 0) return null;
  return (
    <ul className={css.warnings}>
      {said.map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  );
}

/** The study as a file, from one, from the scheme, or from the documents. */
function Files({ study, onChange }: Pick<StudyProps, "study" | "onChange">) {
  const language = useLanguage();
  const words = categoryMessages(language);
  const { store } = useSession();
  const file = useRef<HTMLInputElement>(null);
  const outcome = useSandtable((state) => state.run.drawn?.outcome);
  const nameOf = (one: Structure) =>
    inLanguage(structureName(store.getState().scenario, one, outcome?.structures ?? []), language);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const [chosen] = event.currentTarget.files ?? [];
    event.currentTarget.value = "";
    if (!chosen) return;
    const read = readFile(await chosen.text());
    if (!read) setProblems([words.notJson]);
    else if (read.ok) {
      setProblems([]);
      onChange(read.value);
    } else setProblems(read.problems.slice(0, 5).map((each) => describeCategoryProblem(each, language)));
  };
  return (
    <div className={css.files}>
      <Button kind="main" onClick={() => file.current?.click()}>
        {words.importFile}
      </Button>
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={words.importFile}
        onChange={(event) => void take(event)}
      />
      <Button kind="main" onClick={() => download(study)}>
        {words.exportFile}
      </Button>
      {outcome && outcome.structures.filter(({ issued }) => issued > 0).length > 1 && (
        <Button onClick={() => onChange(studyOf(outcome, nameOf))}>{words.fromScheme}</Button>
      )}
      <Button onClick={() => onChange(musicCategory[language])}>{words.example}</Button>
      {problems.length > 0 && (
        <ul className={css.problems} role="alert">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Undefined where the text is no JSON. */
function readFile(text: string): ReturnType<typeof readCategoryStudy> | undefined {
  try {
    return readCategoryStudy(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function download(study: CategoryStudy): void {
  const url = URL.createObjectURL(
    new Blob([JSON.stringify(study, undefined, 2)], { type: "application/json" }),
  );
  const link = document.createElement("a");
  link.href = url;
  link.download = "category.json";
  link.click();
  URL.revokeObjectURL(url);
}
