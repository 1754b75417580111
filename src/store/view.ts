/** Which of the page's views is open, and its short text in the address. */

export type View =
  | { readonly name: "overview" | "rules" | "verify" }
  /** One member's year: the member's number as in `trace`, and the replication. */
  | { readonly name: "follow"; readonly member?: number; readonly replication?: number };

export type ViewName = View["name"];

export const overview: View = { name: "overview" };

/** The view that an address names; the overview where it names none, or one that is not known here. */
export function readView(text: string | undefined): View {
  const [name, member, replication] = text?.split(":") ?? [];
  if (name === "rules" || name === "verify") return { name };
  if (name !== "follow") return overview;
  return {
    name,
    ...(member !== undefined && { member: Number(member) }),
    ...(replication !== undefined && { replication: Number(replication) }),
  };
}

/** The text for the address; undefined for the overview, which an address need not name. */
export function writeView(view: View): string | undefined {
  if (view.name === "overview") return undefined;
  if (view.name !== "follow" || view.member === undefined) return view.name;
  return [view.name, view.member, ...(view.replication ? [view.replication] : [])].join(":");
}
