/** Tiers worked by hand: what happens on a day, the tier at its end. Runs start on 1 January 2026: day 59 is 1 March. */
import { expect, test } from "vitest";
import type { Rule } from "../../src/domain/rule.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { text } from "../../src/domain/text.ts";
import type { Tiers } from "../../src/domain/tier.ts";
import { ruleOf, scenarioOf } from "./scenario-of.ts";
import { tierIn, written } from "./table.ts";

const card = (id: string, threshold: number) => ({ id, name: text(id, id), threshold });
const cards = [card("base", 0), card("silver", 500), card("gold", 1000), card("diamond", 2000)];
const named = (id: string) => ({ id, name: text(id, id) });

/** Grants pay points, which last 20 days; the coupe and the van are products. */
function scheme(tiers: Partial<Tiers>, rules: Rule[] = [ruleOf("grant", { kind: "grant" }, 1)]): Scenario {
  const base = scenarioOf({
    rules,
    items: [],
    run: { start: "2026-01-01", days: 800 },
    currency: { validity: { kind: "days", days: 20 } },
  });
  const [service] = base.services as [Scenario["services"][number]];
  return {
    ...base,
    services: [service, { ...service, ...named("coupe") }, { ...service, ...named("van") }],
    tiers: { currency: "points", validityMonths: 2, demotion: "oneStep", steps: cards, ...tiers },
  };
}
const paying = [
  ruleOf("grant", { kind: "grant" }, 1),
  ruleOf("spend", { kind: "perAmount", indicator: "purchase", cents: 100 }, 1),
];
const entry = [
  { product: "coupe", tier: "gold" },
  { product: "van", tier: "silver" },
];

const tables: [string, Scenario, string][] = [
  [
    "promoted at once, kept by the promotion day's points once, then one step down",
    scheme({}),
    `9: grant 499 | base
     10: grant 1 | silver
     68: | silver
     69: | base`,
  ],
  [
    "points of the promotion day keep the tier for another period",
    scheme({}),
    `10: grant 500 | silver
     69: | silver
     129: | silver
     130: | base`,
  ],
  [
    "a promotion within the validity begins it anew",
    scheme({}),
    `10: grant 500 | silver
     50: grant 500 | gold
     69: | gold
     108: | gold
     109: | silver
     169: | silver
     170: | base`,
  ],
  [
    "the last day of the validity is the next period's: its points do not keep the tier, unless they promote",
    scheme({}),
    `10: grant 500 | silver
     69: grant 100 | silver
     130: grant 300 | base`,
  ],
  [
    "points of the last day may promote, and then nothing ends",
    scheme({}),
    `9: grant 499 | base
     10: grant 1 | silver
     69: grant 500 | gold
     129: | gold
     130: | silver`,
  ],
  [
    "two steps up at once, and to the tier that the period's points reach",
    scheme({ demotion: "fitting" }),
    `10: grant 400 | base
     20: grant 600 | gold
     78: | gold
     79: | silver
     139: | silver
     140: | base`,
  ],
  [
    "after a demotion only new points promote",
    scheme({ demotion: "fitting" }),
    `10: grant 499 | base
     11: grant 501 | gold
     69: | gold
     70: | silver
     80: grant 999 | silver
     81: grant 1 | gold`,
  ],
  [
    "for ever: neither spending nor expiry takes a tier away",
    scheme({ validityMonths: 0 }),
    `0: grant 500, redemption 500 | silver
     100: grant 500 | gold
     799: | gold`,
  ],
  [
    "a year from 29 January: kept where exactly the threshold was earned",
    scheme({ validityMonths: 12 }),
    `28: grant 500 | silver
     300: grant 499 | silver
     393: | silver
     400: grant 500 | gold
     765: | silver`,
  ],
  [
    "by the year's points: what came before 1 January promotes no more",
    scheme({ promotedBy: "year", validityMonths: 12 }),
    `100: grant 499 | base
     364: | base
     365: grant 499 | base
     366: grant 1 | silver
     700: grant 500 | gold
     731: | gold`,
  ],
  [
    "who buys a product enters its tier, with that day's rules; its threshold counts towards the next",
    scheme({ entry }, [
      ruleOf("spend", { kind: "perAmount", indicator: "purchase", cents: 100 }, 1, {
        multipliers: [{ kind: "tier", tier: "gold", factor: 20_000 }],
      }),
    ]),
    `0: purchase 100 | base
     5: purchase 100 for van | silver
     6: purchase 49700 | silver
     7: purchase 100 | silver
     8: purchase 100 | gold
     9: purchase 50000 for van | diamond`,
  ],
  [
    "by the year's points, too, a tier entered counts as earned on that day: towards the next within the year",
    scheme({ entry, promotedBy: "year", validityMonths: 12 }),
    `100: purchase 100 for van | silver
     101: grant 499 | silver
     102: grant 1 | gold`,
  ],
  [
    "and no more in the next year, nor what came before a demotion",
    scheme({ entry, promotedBy: "year", validityMonths: 12 }),
    `300: purchase 100 for van | silver
     301: grant 400 | silver
     400: grant 999 | silver
     401: grant 1 | gold`,
  ],
  [
    "points that a refund takes back promote no more, whether they are there, spent or of that day",
    scheme({}, paying),
    `0: purchase 45000 of a | base
     1: refund 0 of a, grant 490 | base
     2: redemption 490, purchase 40000 of b | silver
     3: refund 0 of b | silver
     4: grant 400 | silver
     5: grant 110 | gold`,
  ],
  [
    "a refund of the day counts before promotion, and one of yesterday's payment not against what came before a period",
    scheme({}, paying),
    `0: grant 499, purchase 50000 of a, refund 0 of a | base
     1: grant 1 | silver
     59: | silver
     60: | base`,
  ],
  [
    "a tier that was reached stays until its validity ends, and is not kept by what was taken back",
    scheme({}, paying),
    `10: purchase 50000 of a | silver
     20: refund 0 of a | silver
     68: | silver
     69: | base
     70: grant 499 | base
     71: grant 1 | silver`,
  ],
  [
    "what is taken back of a part counts no more, the rest does",
    scheme({}, paying),
    `0: purchase 40000 of a | base
     1: refund 10000 of a | base
     2: grant 199 | base
     3: grant 1 | silver`,
  ],
  [
    "a payment of last year that is refunded takes nothing from this year's points",
    scheme({ promotedBy: "year", validityMonths: 12 }, paying),
    `364: purchase 40000 of a | base
     365: grant 300, refund 0 of a | base
     366: purchase 20000 of b | silver`,
  ],
  [
    "a payment from before a demotion that is refunded takes nothing from what came after it",
    scheme({}, paying),
    `0: purchase 50000 of a | silver
     119: | silver
     120: | base
     121: grant 499, refund 0 of a | base
     122: grant 1 | silver`,
  ],
  [
    "a joining member may enter a tier by the product that is activated; it ends like others",
    scheme({ entry }),
    `3: activation for coupe | gold
     61: | gold
     62: | silver
     120: activation for van | silver
     123: | base`,
  ],
];

test.each(tables)("%s", (_, own, table) => expect(tierIn(own, table)).toBe(written(table)));
