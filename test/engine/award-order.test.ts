/** The order of an award: condition → base → multipliers → rounding → caps → budget → posting, pair by pair. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Multiplier, Rule } from "../../src/domain/rule.ts";
import { text } from "../../src/domain/text.ts";
import type { Tiers } from "../../src/domain/tier.ts";
import { timesFraction } from "../../src/engine/fraction.ts";
import { play, type RecordedEvent } from "./recorded.ts";
import { ruleOf, scenarioOf } from "./scenario-of.ts";

const login = { kind: "firstOfDay", indicator: "login" } as const;
const event = (
  day: number,
  name: RecordedEvent["event"],
  more: Partial<RecordedEvent> = {},
): RecordedEvent => ({
  day,
  event: name,
  ...more,
});
const doubled = { kind: "window", span: {}, factor: 20_000 } as const;
const times = (factor: number) => ({ kind: "window" as const, span: {}, factor });

function tiersOf(...thresholds: number[]): Tiers {
  const steps = thresholds.map((threshold, at) => ({
    id: `t${at}`,
    name: text(`${at}`, `${at}`),
    threshold,
  }));
  return { currency: "points", validityMonths: 12, demotion: "oneStep", steps };
}

function posted(rules: Rule[], events: RecordedEvent[], tiers?: Tiers) {
  const scenario = { ...scenarioOf({ rules, items: [], run: { start: "2026-01-01", days: 800 } }), tiers };
  return play(scenario as ReturnType<typeof scenarioOf>, events).awards.map(
    ({ rule, member, day, points }) => `${day} ${member} ${rule} ${points}`,
  );
}

test("condition, then base: whoever is not eligible has no base value, and a rule outside its dates does not listen", () => {
  const dated = ruleOf("dated", login, 5, {
    eligibility: { span: { from: "2026-01-03", until: "2026-01-04" } },
  });
  const segment = ruleOf("segment", login, 7, { eligibility: { segments: ["newcomers"] } });
  const days = [0, 1, 2, 3, 4].map((day) => event(day, "login"));
  expect(posted([dated, segment], days)).toEqual(["2 A dated 5", "3 A dated 5"]);
});

test("base, then multipliers: the factor applies to what the units make together", () => {
  const rule = ruleOf("session", { kind: "sessionLength", unitMinutes: 10 }, 5, {
    multipliers: [times(15_000)],
  });
  // 2 units of 5 are 10, times 1.5; 1.5 × 5 rounded up and then doubled would be 16.
  expect(posted([rule], [event(0, "session", { amount: 25 })])).toEqual(["0 A session 15"]);
});

test("multipliers, then rounding: several factors multiply before anything is rounded", () => {
  const rule = ruleOf("login", login, 5, { multipliers: [times(15_000), times(13_000)], rounding: "down" });
  // 5 × 1.5 × 1.3 = 9.75; rounded after each factor it would be 9 (7 × 1.3 = 9.1).
  expect(posted([rule], [event(0, "login")])).toEqual(["0 A login 9"]);
  expect(posted([{ ...rule, rounding: "nearest" }], [event(0, "login")])).toEqual(["0 A login 10"]);
});

test("rounding, then caps: golden table cap.order, 12.5 → 13 → cap 12", () => {
  const rule = ruleOf("login", login, 10, { multipliers: [times(12_500)], caps: { pointsPerDay: 12 } });
  expect(posted([rule], [event(0, "login")])).toEqual(["0 A login 12"]);
  const tiered = ruleOf("login", login, 10, {
    multipliers: [{ kind: "tier", tier: "t1", factor: 12_500 }],
    caps: { pointsPerDay: 12 },
  });
  const grant = ruleOf("grant", { kind: "grant" }, 1);
  const events = [event(0, "grant", { amount: 500 }), event(0, "login"), event(1, "login")];
  // Promotion follows the day's scoring: the tier's factor applies from the next day on.
  expect(posted([grant, tiered], events, tiersOf(0, 500))).toEqual([
    "0 A grant 500",
    "0 A login 10",
    "1 A login 12",
  ]);
});

test("caps, then budget: what a cap holds back is left in the budget, and what the budget refuses counts towards no cap", () => {
  const rule = ruleOf("grant", { kind: "grant" }, 1, { caps: { pointsPerMonth: 60 }, budgetPerMonth: 100 });
  const events = [
    event(0, "grant", { amount: 500 }),
    event(1, "grant", { amount: 50, member: "B" }),
    // February: the budget and the caps are new.
    event(31, "grant", { amount: 50, member: "B" }),
  ];
  expect(posted([rule], events)).toEqual(["0 A grant 60", "1 B grant 40", "31 B grant 50"]);
});

test("a budget serves members in an order that rotates by day", () => {
  const rule = ruleOf("grant", { kind: "grant" }, 1, { budgetPerMonth: 10 });
  const all = (day: number) => ["A", "B", "C"].map((member) => event(day, "grant", { amount: 6, member }));
  expect(posted([rule], all(0))).toEqual(["0 A grant 6", "0 B grant 4"]);
  expect(posted([rule], [event(0, "login"), event(0, "login", { member: "B" }), ...all(1)])).toEqual([
    "1 B grant 6",
    "1 C grant 4",
  ]);
});

test("all or nothing: an award that meets a cap or a budget pays nothing where the rule says so", () => {
  const capped = ruleOf("grant", { kind: "grant" }, 1, { caps: { pointsPerDay: 12, allOrNothing: true } });
  const three = [
    event(0, "grant", { amount: 10 }),
    event(0, "grant", { amount: 5 }),
    event(0, "grant", { amount: 2 }),
  ];
  expect(posted([capped], three)).toEqual(["0 A grant 10", "0 A grant 2"]);
  const budget = ruleOf("grant", { kind: "grant" }, 1, { caps: { allOrNothing: true }, budgetPerMonth: 12 });
  expect(posted([budget], three)).toEqual(["0 A grant 10", "0 A grant 2"]);
});

test("budget, then posting: only what is paid reaches the balance and the referrer's share", () => {
  const rules = [
    ruleOf("grant", { kind: "grant" }, 1, { budgetPerMonth: 50 }),
    ruleOf("share", { kind: "shareOfReferred", basisPoints: 1000, depth: 1 }, 1),
  ];
  const events = [event(0, "referral", { referred: "B" }), event(0, "grant", { amount: 500, member: "B" })];
  expect(posted(rules, events)).toEqual(["0 B grant 50", "0 A share 5"]);
});

test("a day's cap holds for all steps of a chain together", () => {
  const rules = [
    ruleOf("grant", { kind: "grant" }, 1),
    ruleOf("share", { kind: "shareOfReferred", basisPoints: 5000, depth: 0 }, 1, {
      caps: { pointsPerDay: 60 },
    }),
  ];
  const events = [
    event(0, "referral", { referred: "B" }),
    event(0, "referral", { member: "B", referred: "C" }),
    event(0, "grant", { amount: 100, member: "B" }),
    event(0, "grant", { amount: 100, member: "C" }),
  ];
  // A gets 50 for B's grant; B gets 50 for C's, of which A's half meets the cap.
  expect(posted(rules, events)).toEqual([
    "0 B grant 100",
    "0 C grant 100",
    "0 A share 50",
    "0 B share 50",
    "0 A share 10",
  ]);
});

test("a share is rounded once, down, after the multipliers; what comes to nothing goes no further", () => {
  const chain = (basisPoints: number, multipliers: Multiplier[], more: Partial<Rule> = {}) =>
    posted(
      [
        ruleOf("grant", { kind: "grant" }, 1),
        ruleOf("share", { kind: "shareOfReferred", basisPoints, depth: 0 }, 1, { multipliers, ...more }),
      ],
      [
        event(0, "referral", { referred: "B" }),
        event(0, "referral", { member: "B", referred: "C" }),
        event(0, "grant", { amount: 9, member: "C" }),
      ],
    ).slice(1);
  // 9 × 33 % × 1.5 = 4.455 and 4 × 33 % × 1.5 = 1.98; rounded at once, 2 × 1.5 = 3 and nothing after it.
  expect(chain(3300, [times(15_000)])).toEqual(["0 B share 4", "0 A share 1"]);
  expect(chain(3300, [times(15_000)], { rounding: "up" })).toEqual(["0 B share 4", "0 A share 1"]);
  // 9 × 10 % is less than a point, and with a factor of 1.2 it is more.
  expect(chain(1000, [])).toEqual([]);
  expect(chain(1000, [times(12_000)])).toEqual(["0 B share 1"]);
});

test.each([
  // The nearest that eight factors come to a whole number: products of doubles end on its other side.
  [374_679_527, [10_219, 9377, 10_893, 9391, 9113, 9559, 10_119, 10_741], 347_734_489],
  [671_629_949, [9443, 10_749, 9861, 9111, 10_821, 10_757, 9029, 10_961], 705_575_525],
])("%i points by eight factors of four digits and more are multiplied exactly", (amount, factors, points) => {
  const rule = ruleOf("grant", { kind: "grant" }, 1, { multipliers: factors.map(times), rounding: "down" });
  expect(posted([rule], [event(0, "grant", { amount })])).toEqual([`0 A grant ${points}`]);
});

test("double points count between their dates alone", () => {
  const rule = ruleOf("login", login, 5, {
    multipliers: [{ ...doubled, span: { from: "2026-01-02", until: "2026-01-02" } }],
  });
  expect(
    posted(
      [rule],
      [0, 1, 2].map((day) => event(day, "login")),
    ),
  ).toEqual(["0 A login 5", "1 A login 10", "2 A login 5"]);
});

test("golden table tier.keep: promoted at once, one step down where the period's points do not keep the tier", () => {
  const scenario = {
    ...scenarioOf({
      rules: [ruleOf("grant", { kind: "grant" }, 1)],
      items: [],
      run: { start: "2026-01-01" },
    }),
    tiers: tiersOf(0, 500, 1000),
  };
  const tierAfter = (days: number) => {
    const { run } = play({ ...scenario, run: { ...scenario.run, days } }, [
      event(0, "grant", { amount: 600 }),
      event(200, "grant", { amount: 450 }),
    ]);
    return run.roster.tier[0];
  };
  const table: [lastDay: number, tier: number][] = [
    [0, 1],
    [199, 1],
    [200, 2],
    [564, 2],
    [565, 1],
    // The period from day 565 earns nothing: 2027-07-20 + 12 months is day 931.
    [930, 1],
    [931, 0],
  ];
  for (const [day, tier] of table) expect([day, tierAfter(day + 1)]).toEqual([day, tier]);
});

test("the points of the period keep the tier, those of the promotion day included", () => {
  const events = [event(0, "grant", { amount: 500 }), event(100, "grant", { amount: 1 })];
  const scenario = {
    ...scenarioOf({ rules: [ruleOf("grant", { kind: "grant" }, 1)], items: [], run: { days: 400 } }),
    tiers: tiersOf(0, 500),
  };
  expect(play(scenario, events).run.roster.tier[0]).toBe(1);
  expect(
    play(scenario, [event(0, "grant", { amount: 499 }), event(100, "grant", { amount: 1 })]).run.roster
      .tier[0],
  ).toBe(1);
});

test("amount × numerator / denominator is exact, however large the product", () => {
  const whole = fc.integer({ min: 0, max: 2 ** 31 - 1 });
  const large = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
  fc.assert(
    fc.property(
      whole,
      fc.oneof(whole, large),
      fc.oneof(fc.integer({ min: 1, max: 10_000 }), large),
      (a, n, d) => {
        const product = BigInt(a) * BigInt(n);
        const down = product / BigInt(d);
        const up = (product + BigInt(d) - 1n) / BigInt(d);
        const nearest = (2n * product + BigInt(d)) / (2n * BigInt(d));
        expect(timesFraction(a, n, d, "down")).toBe(Number(down));
        expect(timesFraction(a, n, d, "up")).toBe(Number(up));
        expect(timesFraction(a, n, d, "nearest")).toBe(Number(nearest));
      },
    ),
  );
});

test.each([
  [500_000, 10_000],
  [300_000, 10_000],
])("a grant of %i at %i points each is more than a balance can be, and says so", (amount, points) => {
  const rule = ruleOf("grant", { kind: "grant" }, points);
  expect(() => posted([rule], [event(0, "grant", { amount })])).toThrow(/balanceLimit/);
});
