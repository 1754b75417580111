/** Beside the steps: category points. A study that is worked out here, kept while the page is open, and shared as a file. */
import { type ChangeEvent, useRef, useState } from "react";
import { type Assessment, assessCategory } from "../../domain/category.ts";
import { describeCategoryProblem, describeCategoryWarning } from "../../domain/category-problem.ts";
import { type CategoryProblem, type CategoryStudy, readCategoryStudy } from "../../domain/category-study.ts";
import { categoryMessages } from "../../i18n/category.ts";
import { Button } from "../kit/Button.tsx";
import { useLanguage, useSandtable } from "../session.tsx";
import css from "./Category.module.css";
import { CategoryExperts } from "./CategoryExperts.tsx";
import { CategoryGains } from "./CategoryGains.tsx";
import { CategoryMembers } from "./CategoryMembers.tsx";
import { musicCategory, studyOf } from "./category-edit.ts";
import type { StudyProps } from "./category-props.ts";

/** The study outlives the step, as long as the page is open: it is no part of the scheme. */
let kept: CategoryStudy = musicCategory;

export function CategoryStep() {
  const [study, setStudy] = useState(kept);
  const onChange = (next: CategoryStudy) => {
    kept = next;
    setStudy(next);
  };
  const read = readCategoryStudy(study);
  const assessed = read.ok ? assessCategory(read.value) : read;
  const assessment = assessed.ok ? assessed.value : undefined;
  const parts: StudyProps = { study, assessment, onChange };
  return (
    <>
      <Files study={study} onChange={onChange} />
      {!assessed.ok && <Problems problems={assessed.problems} />}
      {assessment && <Warnings assessment={assessment} />}
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

function Warnings({ assessment: { warnings, correctionRounds } }: { assessment: Assessment }) {
  const language = useLanguage();
  const rounds = categoryMessages(language).rounds(correctionRounds);
  const said = [
    ...(rounds === "" ? [] : [rounds]),
    ...warnings.map((each) => describeCategoryWarning(each, language)),
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
  const file = useRef<HTMLInputElement>(null);
  const outcome = useSandtable((state) => state.run.drawn?.outcome);
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
        <Button onClick={() => onChange(studyOf(outcome))}>{words.fromScheme}</Button>
      )}
      <Button onClick={() => onChange(musicCategory)}>{words.example}</Button>
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
