import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { text } from "../../src/domain/text.ts";
import { ruleOf, scenarioOf } from "../engine/scenario-of.ts";
import { printed } from "./fakes.ts";

let folder = "";
let scenario = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sandtable-score-"));
  scenario = file(
    "scenario.json",
    JSON.stringify(
      scenarioOf({
        rules: [
          ruleOf("activation", { kind: "activation" }, 100),
          ruleOf("login", { kind: "firstOfDay", indicator: "login" }, 5),
          ruleOf("referral", { kind: "referral" }, 100),
        ],
        run: { start: "2026-01-01", days: 60 },
      }),
    ),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const header = "member,date,indicator,amount,other\n";
const soundRows = [
  "=A,2026-01-02,login,,",
  "=A,2026-01-03,referral,,B",
  "B,2026-01-03,activation,,",
  "B,2026-01-05,redemption,120,",
  "C,2026-01-09,cancellation,,",
];
const sound = `${header}${soundRows.join("\n")}\n`;
const damaged = `${header}${soundRows[0]}\nB,2026-02-30,login,,\n${soundRows.slice(1).join("\n")}\nC,2026-01-09,login,,\n`;

describe("score", () => {
  test("--json prints one object", async () => {
    const { code, out, err } = await printed(["score", scenario, file("events.csv", sound), "--json"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const printedObject = JSON.parse(out);
    expect(Object.keys(printedObject)).toEqual([
      "engine",
      "scenario",
      "rows",
      "badRows",
      "members",
      "ledger",
      "rules",
      "structure",
      "checks",
      "redemptions",
      "fingerprint",
      "perMember",
    ]);
    expect(printedObject).toMatchObject({
      scenario: { id: "mobile-securities", digest: expect.stringMatching(/^[0-9a-f]{16}$/) },
      rows: { read: 5, used: 5, bad: 0 },
      badRows: [],
      members: { all: 3, joinedBefore: 2, joinedInRun: 1, cancelled: 1 },
      ledger: { points: { opening: 0, issued: 205, redeemed: 100, closing: 105 } },
      rules: {
        activation: { awards: 1, points: 100, members: 1 },
        login: { awards: 1, points: 5, members: 1 },
        referral: { awards: 1, points: 100, members: 1 },
      },
      structure: [{ service: "securities", issued: 205 }],
      checks: {
        structure: [{ verdict: "warn", figures: { issued: 205 } }],
        strength: expect.arrayContaining([
          expect.objectContaining({
            verdict: "pass",
            figures: expect.objectContaining({ rule: "login", pointsPerAward: 5 }),
          }),
        ]),
        scheme: { verdict: "warn" },
      },
      redemptions: { asked: 120, booked: 100 },
      perMember: [
        { member: "=A", balance: { points: 105 }, waiting: { points: 0 }, issued: { points: 105 } },
        { member: "B", balance: { points: 0 }, waiting: { points: 0 }, issued: { points: 100 } },
        { member: "C", balance: { points: 0 }, waiting: { points: 0 }, issued: { points: 0 } },
      ],
    });
  });

  test("prints tables for people", async () => {
    const { code, out, err } = await printed(["score", scenario, file("events.csv", sound)]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const shown = out.replaceAll(/ {2,}/g, " ");
    for (const line of [
      "EVENTS: 5 rows read, 5 used, 0 bad\n",
      "3 members: 2 before the run, 1 joined in it, 1 cancelled\n",
      "Redemptions ask for 120 points, of which members held 100: only these are booked\n",
      "\n referral points 1 100 1\n",
      "\n closing 105\n",
      "Structure by service (target)\n",
      "\n pass award, login One award is 5 points, worth up to 0.25 yuan,",
    ])
      expect(shown).toContain(line);
    expect(out).not.toContain("Bad rows");
  });

  test("--money yuan reads payments in yuan, to the cent", async () => {
    const rule = ruleOf("buying", { kind: "perAmount", indicator: "purchase", cents: 100 }, 1);
    const paying = file(
      "paying.json",
      JSON.stringify(scenarioOf({ rules: [rule], run: { start: "2026-01-01", days: 60 } })),
    );
    const rows = file("yuan.csv", `${header}A,2026-01-02,purchase,12.50,\nB,2026-01-02,purchase,3,\n`);
    const read = async (...options: string[]) => {
      const { code, out, err } = await printed(["score", paying, rows, "--json", ...options]);
      return { code, err, perMember: JSON.parse(out || "{}").perMember };
    };
    const { perMember } = await read("--money", "yuan");
    expect(perMember.map(({ issued }: { issued: { points: number } }) => issued.points)).toEqual([13, 3]);
    const inCents = await read();
    expect(inCents.code).toBe(2);
    expect(inCents.err).toMatch(/row 2, amount "12.50": not a whole number.*money is read in cents/);
  });

  test("what waits is a part of a member's balance, as in the ledger", async () => {
    const rule = ruleOf("buying", { kind: "perAmount", indicator: "purchase", cents: 100 }, 1);
    const waiting = scenarioOf({
      rules: [rule],
      run: { start: "2026-01-01", days: 60 },
      currency: { pendingDays: 90 },
    });
    const rows = file("waits.csv", `${header}A,2026-01-02,purchase,10000,\n`);
    const { out } = await printed(["score", file("waits.json", JSON.stringify(waiting)), rows, "--json"]);
    expect(JSON.parse(out)).toMatchObject({
      ledger: { points: { closing: 100 } },
      perMember: [{ member: "A", balance: { points: 100 }, waiting: { points: 100 } }],
    });
  });

  test("points at checkout are no redemption that the file asked for", async () => {
    const paying = scenarioOf({
      rules: [ruleOf("grant", { kind: "grant" }, 1)],
      run: { start: "2026-01-01", days: 60 },
      currency: { offset: { enabled: true, points: 1, cents: 1, shareMax: 5000, earns: true } },
    });
    const rows = ["01,grant,100,", "02,purchase,100,o1", "02,offset,30,", "02,redemption,10,"];
    const events = file("checkout.csv", header + rows.map((row) => `A,2026-01-${row}\n`).join(""));
    const { out } = await printed(["score", file("pays.json", JSON.stringify(paying)), events, "--json"]);
    expect(JSON.parse(out)).toMatchObject({
      redemptions: { asked: 10, booked: 10 },
      ledger: { points: { redeemed: 40 } },
    });
  });

  test("--members says when members joined and who referred them", async () => {
    const members = file("members.csv", "member,joined,referrer\nB,2026-01-03,=A\nD,2026-01-04,\n");
    const words = ["score", scenario, file("events.csv", sound), "--members", members];
    expect(JSON.parse((await printed([...words, "--json"])).out)).toMatchObject({
      memberRows: { read: 2, used: 2, bad: 0 },
      members: { all: 4, joinedInRun: 2 },
    });
    expect((await printed(words)).out).toContain("MEMBERS: 2 rows read, 2 used, 0 bad\n");
  });

  test("--ledger writes every posting, and no cell that a spreadsheet would take for a formula", async () => {
    const ledger = join(folder, "ledger.csv");
    const { code, out } = await printed(["score", scenario, file("events.csv", sound), "--ledger", ledger]);
    expect(code).toBe(0);
    expect(out).toContain(`Every posting: ${ledger}\n`);
    expect(readFileSync(ledger, "utf8")).toBe(
      [
        "member,date,rule,currency,points,balance,waiting,cause,explanation",
        "'=A,2026-01-02,login,points,5,5,0,award,1 × 5 = 5",
        "B,2026-01-03,activation,points,100,100,0,award,1 × 100 = 100",
        "'=A,2026-01-03,referral,points,100,105,0,award,1 × 100 = 100; member B",
        'B,2026-01-05,,points,-100,0,0,redeemed,"redeemed; asked for 120, could spend 100"',
        "",
      ].join("\r\n"),
    );
  });
});

describe("tiers, levels and privileges", () => {
  const step = (id: string, threshold: number) => ({ id, name: text(`${id}级`, id), threshold });
  const base = scenarioOf({
    rules: [ruleOf("grant", { kind: "grant" }, 1)],
    run: { start: "2026-01-01", days: 90 },
  });
  const climbing = {
    ...base,
    tiers: {
      currency: "points",
      validityMonths: 1,
      demotion: "oneStep",
      steps: [step("base", 0), step("gold", 100)],
    },
    services: base.services.map((service) => ({
      ...service,
      levels: { currency: "points", steps: [step("entry", 0), step("senior", 150)] },
    })),
    privileges: [{ id: "lounge", name: text("贵宾厅", "Lounge"), held: { kind: "tier", tier: "gold" } }],
  };
  // A is gold from 5 January, whose points keep it once, to 5 March; B from 20 February on, and a senior.
  const rows = `${header}A,2026-01-05,grant,100,\nB,2026-02-20,grant,150,\nC,2026-02-20,cancellation,,\n`;
  const words = (name: string) => [
    "score",
    file(`${name}.json`, JSON.stringify(climbing)),
    file("c.csv", rows),
  ];

  test("--json says who stands where at the end, in all and each member", async () => {
    const { code, out } = await printed([...words("json"), "--json"]);
    expect(code).toBe(0);
    const { standings, perMember } = JSON.parse(out);
    expect(standings).toEqual({
      tiers: { base: 1, gold: 1 },
      levels: { securities: { entry: 1, senior: 1 } },
      privileges: { lounge: { holders: 1, reached: 2, memberDays: 59 + 40 } },
    });
    expect(perMember).toMatchObject([
      { member: "A", tier: "base", levels: { securities: "entry" } },
      { member: "B", tier: "gold", levels: { securities: "senior" } },
      { member: "C", tier: "base", levels: { securities: "entry" } },
    ]);
  });

  test("the text says it in sentences", async () => {
    const { out } = await printed(words("text"));
    const shown = out.replaceAll(/ {2,}/g, " ");
    for (const line of [
      "Tiers, levels and privileges (members at the end)\n",
      "for 1 month; who earns less than 100 in them goes one step down. 1\n",
      "Lounge: in tier gold and above. 1 2 have held it, on 99 member-days in all\n",
    ])
      expect(shown).toContain(line);
  });

  test("--ledger has each promotion and demotion on its day, of no points", async () => {
    const ledger = join(folder, "tiers.csv");
    await printed([...words("ledger"), "--ledger", ledger]);
    expect(readFileSync(ledger, "utf8").split("\r\n").slice(1, -1)).toEqual([
      "A,2026-01-05,grant,points,100,100,0,award,100 × 1 = 100",
      "A,2026-01-05,,points,0,,,promoted,base → gold",
      "B,2026-02-20,grant,points,150,150,0,award,150 × 1 = 150",
      "B,2026-02-20,,points,0,,,promoted,base → gold",
      "A,2026-03-05,,points,0,,,demoted,gold → base",
    ]);
  });
});

describe("bad rows", () => {
  test("stop it: nothing is scored, they are listed, and the code is 2", async () => {
    const path = file("damaged.csv", damaged);
    const ledger = join(folder, "none.csv");
    const said = `sandtable: ${path}: 2 bad rows, nothing is scored (--skip-bad leaves bad rows out); first row 3, date "2026-02-30": not a real date (yyyy-mm-dd) · 第 3 行 date“2026-02-30”：不是真实日期（年-月-日）\n`;
    const { code, out, err } = await printed(["score", scenario, path, "--ledger", ledger]);
    expect({ code, err }).toEqual({ code: 2, err: said });
    expect(out.trimEnd().split("\n")).toEqual([
      "Bad rows",
      expect.stringMatching(/^ {2}EVENTS row 3, date "2026-02-30": not a real date/),
      '  EVENTS row 8, date "2026-01-09": the membership ended on 2026-01-09 · 第 8 行 date“2026-01-09”：会员已于 2026-01-09 退订',
    ]);
    expect(existsSync(ledger)).toBe(false);
    const asJson = await printed(["score", scenario, path, "--json"]);
    expect({ code: asJson.code, err: asJson.err }).toEqual({ code: 2, err: said });
    expect(JSON.parse(asJson.out)).toMatchObject({
      rows: { read: 7, used: 5, bad: 2 },
      badRows: [
        {
          file: "events",
          row: 3,
          field: "date",
          value: "2026-02-30",
          code: "date",
          reason: { zh: expect.anything() },
        },
        { file: "events", row: 8, field: "date", code: "afterCancellation" },
      ],
    });
  });

  test("are told of the file that they stand in", async () => {
    const members = file("bad-members.csv", "member,joined\nB,2026-02-30\n");
    const events = file("events.csv", sound);
    const { code, err } = await printed(["score", scenario, events, "--members", members]);
    expect(code).toBe(2);
    expect(err).toContain(`sandtable: ${members}: 1 bad row, nothing is scored`);
  });

  test("are left out with --skip-bad, and said so", async () => {
    const words = ["score", scenario, file("damaged.csv", damaged), "--skip-bad"];
    const { code, out, err } = await printed(words);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("EVENTS: 7 rows read, 5 used, 2 bad\n");
    expect(out).toContain('Bad rows\n  EVENTS row 3, date "2026-02-30":');
    const skipped = JSON.parse((await printed([...words, "--json"])).out);
    const whole = JSON.parse((await printed(["score", scenario, file("events.csv", sound), "--json"])).out);
    expect(skipped.badRows).toHaveLength(2);
    expect({ ...skipped, rows: whole.rows, badRows: [] }).toEqual(whole);
  });

  test("are listed up to 50 in the text and 1000 in JSON, and all counted", async () => {
    const path = file("bad.csv", header + "A,2026-01-02,nothing,,\n".repeat(1500));
    const { out } = await printed(["score", scenario, path, "--skip-bad"]);
    expect(out).toContain("Bad rows (the first 50 of 1500)\n");
    expect(out.match(/EVENTS row /g)).toHaveLength(50);
    const { rows, badRows } = JSON.parse((await printed(["score", scenario, path, "--json"])).out);
    expect({ bad: rows.bad, listed: badRows.length }).toEqual({ bad: 1500, listed: 1000 });
  });
});

describe("what is refused in one line, with code 2", () => {
  const refused = async (words: string[], why: string | RegExp) => {
    const { code, out, err } = await printed(words);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^sandtable: [^\n]*\n$/);
    expect(err).toMatch(why);
  };

  test.each<[words: string[], why: string]>([
    [["score"], "score: SCENARIO is missing"],
    [["score", "mobile-securities"], "score: EVENTS.csv is missing"],
    [["score", "mobile-securities", "/none.csv"], "/none.csv: cannot be read (ENOENT)"],
    [["score", "mobile-securities", "/"], "/: cannot be read (EISDIR)"],
    [["score", "nothing", "/none.csv"], "nothing: no such preset, file or link"],
    [["score", "mobile-securities", "a", "--days", "3"], "--days: unknown option"],
    [["score", "mobile-securities", "a", "--members"], "--members: needs a value"],
    [["score", "mobile-securities", "a", "--money", "元"], '--money: must be cents or yuan, not "元"'],
  ])("%j", (words, why) => refused(words, why));

  test("files that cannot be used, and ledgers that cannot be written", async () => {
    const events = file("events.csv", sound);
    await refused(["score", scenario, file("empty.csv", "")], "empty.csv: the file is empty · 文件是空的");
    await refused(["score", scenario, file("line.csv", "x".repeat(300_000))], "longer than 16384 bytes");
    await refused(
      ["score", scenario, events, "--members", file("none.csv", "member\n")],
      'none.csv: header: column "joined" is missing · 表头缺少“joined”列',
    );
    await refused(
      ["score", scenario, events, "--ledger", join(folder, "no", "ledger.csv")],
      "ledger.csv: cannot be written (ENOENT)",
    );
    await refused(["score", scenario, events, "--ledger", events], "--ledger: would overwrite ");
    expect(readFileSync(events, "utf8")).toBe(sound);
  });

  test("a run that fails exits 1 and leaves no ledger behind", async () => {
    const grants = file(
      "grants.json",
      JSON.stringify(
        scenarioOf({
          rules: [ruleOf("grant", { kind: "grant" }, 1)],
          run: { start: "2026-01-01", days: 60 },
        }),
      ),
    );
    const events = file("large.csv", `${header}${"A,2026-01-02,grant,1000000000,\n".repeat(2)}`);
    const { code, out, err } = await printed(["score", grants, events, "--ledger", join(folder, "l.csv")]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(
      /balanceLimit: .* · 有会员.* \(points, 2026-01-02: rule grant makes a balance of 2000000000, /,
    );
    expect(readdirSync(folder).filter((name) => name.startsWith("l.csv"))).toEqual([]);
  });
});

test("schema lists the indicators with the unit of their amounts", async () => {
  const schema = JSON.parse((await printed(["schema"])).out);
  expect(schema["x-indicators"]).toMatchObject({
    login: { amount: "count" },
    session: { amount: "minutes" },
    purchase: { amount: "cents" },
    grant: { amount: "points" },
    referral: { amount: "count", names: "member" },
    content: { amount: "count", names: "piece" },
    praise: { amount: "count", names: "piece", member: "author" },
    redemption: { amount: "points" },
    cancellation: { amount: "count" },
  });
  expect(schema["x-indicators"]).not.toHaveProperty("tenure");
});
