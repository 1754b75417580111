/** Conditions and base values: what each rule awards on a day, before multipliers and caps (spec 1.3 step 2). */
import type { Condition } from "../domain/rule.ts";
import type { CompiledRule } from "./compile-rule.ts";
import {
  countFull,
  meetAmountOver,
  meetAmounts,
  meetEnrolled,
  meetEvents,
  meetEveryNth,
  meetFirst,
  meetList,
  meetMinutes,
  meetMonthLogins,
  meetOnce,
  meetPraised,
  meetRedeemed,
  meetSessions,
  meetSpend,
  meetStreak,
  meetUnits,
} from "./meet-events.ts";
import {
  addUp,
  meetAll,
  meetBirthdays,
  meetFestival,
  meetRetained,
  meetStays,
  meetTenure,
} from "./meet-periods.ts";
import type { RuleMemory } from "./rule-memory.ts";
import type { RunState } from "./run-state.ts";

type OtherCondition = Extract<
  Condition,
  {
    kind:
      | "tenure"
      | "referral"
      | "referralRetained"
      | "referralStays"
      | "referralSpend"
      | "festival"
      | "birthday"
      | "anniversary"
      | "bulkGrant"
      | "bands"
      | "community"
      | "perEarned"
      | "shareOfReferred";
  }
>;

/** Fills the run's postings with what the rule awards for the day's events and date. */
export function meet(run: RunState, rule: CompiledRule, memory: RuleMemory, day: number): void {
  const { condition, points } = rule;
  const { batch, postings, program } = run;
  const month = program.days.month[day] as number;
  postings.count = 0;
  switch (condition.kind) {
    case "activation":
      meetOnce(batch.activation, memory, points, postings);
      break;
    case "firstOfDay":
      if (condition.indicator === "login" && !rule.origin) meetList(run.logins, points, postings);
      else meetFirst(batch[condition.indicator], memory, day + 1, points, postings);
      break;
    case "firstOfMonth":
      if (condition.indicator === "login" && !rule.origin)
        meetMonthLogins(run.monthLogins, memory, month + 1, points, postings);
      else meetFirst(batch[condition.indicator], memory, month + 1, points, postings);
      break;
    case "streak":
      meetStreak(run, memory, condition, points, day);
      break;
    case "sessionLength":
      meetUnits(batch.session, condition.unitMinutes, points, postings);
      break;
    case "sessionReaches":
      meetSessions(batch.session, condition.minutes, points, postings);
      break;
    case "accumulated":
      meetMinutes(
        batch.session,
        memory,
        condition.unitMinutes,
        condition.period === "day" ? day + 1 : month + 1,
        points,
        postings,
      );
      break;
    case "each":
      meetEvents(batch, condition.indicator, points, postings);
      break;
    case "everyNth":
      meetEveryNth(batch, condition, memory, points, postings);
      break;
    case "praisedOver":
      meetPraised(run, rule.countsPieces ? memory : undefined, condition.praises, points, day);
      break;
    case "perSuccess":
      meetAmounts(batch.success, points, postings);
      break;
    case "perAmount":
      // In proportion, the award value is part of the fraction that the amount is multiplied by.
      if (condition.monthTotal) addUp(run, batch[condition.indicator], memory, false, day);
      else meetAmounts(batch[condition.indicator], 1, postings);
      if (condition.fullUnits) countFull(postings, condition.cents, points);
      break;
    case "amountOver":
      meetAmountOver(batch[condition.indicator], condition.cents, points, postings);
      break;
    case "grant":
      meetAmounts(batch.grant, points, postings);
      break;
    case "perRedeemed":
      meetRedeemed(batch.redemption, rule.spends, postings);
      break;
    default:
      meetOthers(run, rule, condition, memory, day);
  }
}

/** What referred members do, and what time brings. */
function meetOthers(
  run: RunState,
  rule: CompiledRule,
  condition: OtherCondition,
  memory: RuleMemory,
  day: number,
): void {
  const { points } = rule;
  switch (condition.kind) {
    case "tenure":
      meetTenure(run, condition.everyMonths, points, day);
      break;
    case "referral":
      meetEnrolled(run, run.batch.referral, points, day);
      break;
    case "referralRetained":
      meetRetained(run, condition.months, points, day);
      break;
    case "referralStays":
      meetStays(run, condition.everyMonths, points, day);
      break;
    case "referralSpend":
      meetSpend(run, memory, condition.cents, points, day);
      break;
    case "festival":
      meetFestival(run, 32 * condition.month + condition.day, points, day);
      break;
    case "birthday":
      meetBirthdays(run, run.roster.bornOn, points, day);
      break;
    case "anniversary":
      meetBirthdays(run, run.roster.joinedOn, points, day);
      break;
    case "bulkGrant":
      if (rule.grantDay === day) meetAll(run, points, day);
      break;
    case "bands":
      // Paid at the end of the month.
      addUp(run, run.batch[condition.indicator], memory, condition.counted === "soFar", day);
      break;
    case "community":
    case "shareOfReferred":
    case "perEarned":
      // At the end of the month, and after every posting: see `score.ts` and `causes.ts`.
      break;
    default:
      condition satisfies never;
  }
}
