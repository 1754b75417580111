/** Which of the page's views is open, and its short text in the address. */

/** The steps of rule-making (spec 1.3), and what stands beside them. */
const rulesSteps = [
  "library",
  "matrix",
  "conditions",
  "values",
  "validation",
  "currencies",
  "tiers",
  "members",
  "changes",
  "category",
] as const;
export type RulesStep = (typeof rulesSteps)[number];

export type View =
  | { readonly name: "overview" | "verify" }
  | { readonly name: "rules"; readonly step?: RulesStep }
  /** One member's year: the member's number as in `member-number.ts`, and the replication. */
  | { readonly name: "follow"; readonly member?: string; readonly replication?: number };

export type ViewName = View["name"];

export const overview: View = { name: "overview" };

/** The view that an address names; the overview where it names none, or one that is not known here. */
export function readView(text: string | undefined): View {
  const [name, member, replication] = text?.split(":") ?? [];
  if (name === "verify") return { name };
  if (name === "rules") {
    const step = rulesSteps.find((known) => known === member);
    return step ? { name, step } : { name };
  }
  if (name !== "follow") return overview;
  return {
    name,
    ...(member !== undefined && { member }),
    ...(/^\d{1,9}$/.test(replication ?? "") && { replication: Number(replication) }),
  };
}

/** The text for the address; undefined for the overview, which an address need not name. */
export function writeView(view: View): string | undefined {
  if (view.name === "overview") return undefined;
  if (view.name === "rules") return view.step ? `rules:${view.step}` : view.name;
  if (view.name !== "follow" || view.member === undefined) return view.name;
  return [view.name, view.member, ...(view.replication ? [view.replication] : [])].join(":");
}
