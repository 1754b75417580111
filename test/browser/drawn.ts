/** What the page says that it has drawn, read from outside: the attributes of its results, the values of its figures. */
import type { Page } from "playwright-core";

export type Drawn = {
  /** Which request is answered; 0 before the first answer. */
  run: number;
  /** What was computed so far. */
  members: number;
  replications: number;
  complete: boolean;
  /** Whether the picture answers other values than the scheme now has. */
  stale: boolean;
  fingerprint: string | undefined;
  /** The headline figures by name, to the last digit. */
  figures: Record<string, string>;
};

/** What is drawn at this moment. */
export function drawnOn(page: Page): Promise<Drawn> {
  return page.locator("#results").evaluate((results) => {
    const { run, members, replications, complete, stale, fingerprint } = results.dataset;
    const figures = [...results.querySelectorAll<HTMLElement>("[data-kpi]")].map(({ dataset }) => [
      dataset.kpi,
      dataset.value,
    ]);
    return {
      run: Number(run ?? 0),
      members: Number(members ?? 0),
      replications: Number(replications ?? 0),
      complete: complete === "true",
      stale: stale !== undefined,
      fingerprint,
      figures: Object.fromEntries(figures),
    };
  });
}

/** Waits until some answer to the scheme as it now is has been drawn. */
export async function answered(page: Page): Promise<Drawn> {
  await page.locator("#results[data-run]:not([data-stale])").waitFor();
  return drawnOn(page);
}

/** Waits until the last answer to the scheme as it now is has been drawn and nothing is under way. */
export async function completed(page: Page): Promise<Drawn> {
  await page.locator("#results[aria-busy=false][data-complete=true]:not([data-stale])").waitFor();
  return drawnOn(page);
}

export type Answer = Pick<Drawn, "run" | "members" | "replications">;

/** Notes every answer that is drawn from now on; the returned function tells them, in order. */
export async function noteAnswers(page: Page): Promise<() => Promise<Answer[]>> {
  const noted = await page.locator("#results").evaluateHandle((results) => {
    const answers: { run: number; members: number; replications: number }[] = [];
    new MutationObserver(() => {
      const { run, members, replications } = (results as HTMLElement).dataset;
      answers.push({ run: Number(run), members: Number(members), replications: Number(replications) });
    }).observe(results, { attributeFilter: ["data-run", "data-members", "data-replications"] });
    return answers;
  });
  return () => noted.jsonValue();
}
