/** The JSON Schema of a scenario, with what a form needs to know about each number. */
import * as z from "zod/mini";
import { isoDateSchema } from "../domain/calendar.ts";
import { fields } from "../domain/field.ts";
import { ruleSchema } from "../domain/rule.ts";
import { scenarioSchema } from "../domain/scenario.ts";
import { recordKinds } from "../records/kinds.ts";

const pointsNote =
  "Points per award. Kind bands pays by the points of its bands instead, and shareOfReferred by its share, which an award value of 0 switches off.";

/**
 * JSON Schema 2020-12. Number fields carry `label` in both languages, `unit` and `step` beside their limits. What the
 * parts of a scenario must agree on (ids that exist, dates in order) no schema can say: that is the check's.
 * `x-indicators` lists what rows of records may report: the unit of the amount, what `other` names, and who
 * `member` is where it does nothing itself.
 */
export function scenarioJsonSchema(): unknown {
  const schema = z.toJSONSchema(scenarioSchema, {
    override({ zodSchema, jsonSchema }) {
      if (Object.is(zodSchema, scenarioSchema)) jsonSchema.title = "Sandtable scenario";
      if (Object.is(zodSchema, isoDateSchema)) jsonSchema.format = "date";
      const field = fields.get(zodSchema);
      if (!field) return;
      const { label, unit, step, scale } = field;
      if (Object.is(zodSchema, ruleSchema.shape.points)) jsonSchema.description = pointsNote;
      Object.assign(jsonSchema, { title: label.en, label, unit, step, ...(scale && { scale }) });
    },
  });
  const listed = recordKinds.map(({ kind, amount, names, member }) => [
    kind,
    { amount, ...(names && { names }), ...(member && { member }) },
  ]);
  return { ...schema, "x-indicators": Object.fromEntries(listed) };
}
