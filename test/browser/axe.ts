/** What axe finds fault with on a page as it is now. */
import axe from "axe-core";
import type { Page } from "playwright-core";

/** A fault, short enough to read: the rule, and where it is broken. */
type Fault = { rule: string; why: string; where: string[] };

/** What axe finds on the page as it is now. The source is evaluated from outside, as the page's policy admits no scripts. */
export async function faultsOn(page: Page): Promise<Fault[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    type Violation = { id: string; help: string; nodes: { html: string; failureSummary?: string }[] };
    const { axe: injected } = globalThis as unknown as {
      axe: { run(context: Document): Promise<{ violations: Violation[] }> };
    };
    const { violations } = await injected.run(document);
    return violations.map(({ id, help, nodes }) => ({
      rule: id,
      why: help,
      where: nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`),
    }));
  });
}
