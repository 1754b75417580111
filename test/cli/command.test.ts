import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { kpiDefinitions, kpiNames } from "../../src/domain/kpi.ts";
import { presets } from "../../src/domain/presets.ts";
import { RunError } from "../../src/domain/runner.ts";
import { encodeLink } from "../../src/link/link.ts";
import { type Asked, answering, printed, runnerForOf } from "./fakes.ts";

const [preset] = presets;
const presetText = JSON.stringify(preset);
const presetLink = encodeLink(preset);
const edited = structuredClone(preset);
edited.rules[2]!.points = 8;
const editedLink = encodeLink(edited);

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sandtable-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe("presets, schema, help", () => {
  test("presets prints ids, one a line", async () => {
    expect(await printed(["presets"])).toEqual({
      code: 0,
      out: presets.map(({ id }) => `${id}\n`).join(""),
      err: "",
    });
  });

  test("schema prints a JSON Schema with limits, labels and units", async () => {
    const { code, out } = await printed(["schema"]);
    expect(code).toBe(0);
    const schema = JSON.parse(out);
    expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(schema.required).toEqual(Object.keys(preset));
    expect(schema.additionalProperties).toBe(false);
    expect(schema.properties.run.properties.start).toEqual({ type: "string", format: "date" });
    expect(schema.properties.rules.items.properties.points).toEqual({
      type: "integer",
      minimum: 0,
      maximum: 10_000,
      title: "Award value",
      description: expect.stringMatching(/bands .* shareOfReferred/),
      label: { zh: "单次赠送分值", en: "Award value" },
      unit: "points",
      step: 1,
      scale: "logarithmic",
    });
  });

  test.each(["help", "--help", "-h"])("%s names every command", async (word) => {
    const { code, out } = await printed([word]);
    expect(code).toBe(0);
    for (const command of ["presets", "schema", "run SCENARIO", "link SCENARIO", "open LINK"])
      expect(out).toContain(command);
  });
});

describe("link and open", () => {
  test("link of a preset opens to the preset", async () => {
    const link = await printed(["link", preset.id]);
    expect(link).toEqual({ code: 0, out: `${presetLink}\n`, err: "" });
    const opened = await printed(["open", link.out.trim()]);
    expect(opened.code).toBe(0);
    expect(JSON.parse(opened.out)).toEqual(preset);
  });

  test.each<[string, string]>([
    ["bare", editedLink],
    ["as a fragment", `#${editedLink}`],
    ["with a language", `#${editedLink}&lang=en`],
    ["in an address", `https://example.org/sand/#${editedLink}&lang=zh-CN`],
    ["in a file's address", `file:///home/somebody/dist/index.html#${editedLink}`],
  ])("a link is understood %s, by open, link and run", async (_, argument) => {
    expect(JSON.parse((await printed(["open", argument])).out)).toEqual(edited);
    expect((await printed(["link", argument])).out).toBe(`${editedLink}\n`);
    const asked: Asked[] = [];
    expect((await printed(["run", argument], answering(asked))).code).toBe(0);
    expect(asked[0]?.scenario).toEqual(edited);
  });

  test("what open prints is a scenario file", async () => {
    const path = file("opened.json", (await printed(["open", editedLink])).out);
    const asked: Asked[] = [];
    expect((await printed(["run", path], answering(asked))).code).toBe(0);
    expect(asked[0]?.scenario).toEqual(edited);
    expect((await printed(["link", path])).out).toBe(`${editedLink}\n`);
  });

  test("a file may begin with a byte order mark", async () => {
    expect((await printed(["link", file("marked.json", `\ufeff${presetText}`)])).out).toBe(`${presetLink}\n`);
  });

  test("a file may be called like a link", async () => {
    const path = file("v1.json", presetText);
    const before = process.cwd();
    process.chdir(folder);
    try {
      expect((await printed(["link", "v1.json"])).out).toBe(`${presetLink}\n`);
    } finally {
      process.chdir(before);
      rmSync(path);
    }
  });
});

describe("run", () => {
  test("thresholds out of reach are told on standard error, a line each, and stop nothing", async () => {
    const scenario = structuredClone(preset);
    scenario.privileges = [400, 10_000].map((threshold, at) => ({
      id: `vip-${at}`,
      name: { zh: "特权", en: "VIP" },
      held: { kind: "balance", currency: "points", threshold },
    }));
    scenario.currencies[0]!.decay = { enabled: true, basisPointsPerDay: 100, rounding: "down" };
    scenario.rules = scenario.rules.filter(({ id }) => id === "login");
    const path = file("warned.json", JSON.stringify(scenario));
    const line = "With 1% decay a day a balance comes to 401 points at most, never to 10,000.";
    const { code, err } = await printed(["run", path]);
    expect([code, err]).toEqual([0, `sandtable: warning: privileges/vip-1/held/threshold: ${line}\n`]);
    const { out } = await printed(["run", path, "--json"]);
    expect(JSON.parse(out).warnings).toMatchObject([
      {
        path: "privileges/vip-1/held/threshold",
        code: "unreachable",
        threshold: 10_000,
        most: 401,
        reason: { en: line },
      },
    ]);
  });

  test("--json prints one object of the complete answer, and nothing else", async () => {
    const { code, out, err } = await printed(["run", preset.id, "--json"]);
    expect([code, err]).toEqual([0, ""]);
    const report = JSON.parse(out);
    expect(Object.keys(report)).toEqual([
      "engine",
      "scenario",
      "seed",
      "members",
      "days",
      "replications",
      "memberDays",
      "ledger",
      "rules",
      "kpis",
      "checks",
      "warnings",
      "fingerprint",
    ]);
    expect(report).toMatchObject({
      scenario: { id: preset.id, digest: "0123456789abcdef" },
      seed: preset.run.seed,
      members: preset.run.members,
      days: preset.run.days,
      replications: preset.run.replications,
      rules: { login: { awards: 1000, points: 5000, members: 300 } },
      fingerprint: "fedcba9876543210",
    });
    expect(Object.keys(report.ledger.points).join(" ")).toBe(
      "opening issued in redeemed expired decayed cleared reversed out closing",
    );
    expect(Object.keys(report.kpis)).toEqual(kpiNames);
    expect(report.kpis.activeRate).toEqual({
      value: 0.25,
      standardError: 0,
      low: 0.25,
      high: 0.25,
      unit: "share",
      definition: kpiDefinitions.activeRate.definition.en,
    });
  });

  test("a figure without a denominator is null in JSON, and a dash in the table", async () => {
    const report = JSON.parse((await printed(["run", preset.id, "--json"])).out);
    expect(report.kpis.liability).toMatchObject({ value: null, standardError: null });
    expect((await printed(["run", preset.id])).out).toMatch(/^ {2}Liability +– +nothing to divide by$/m);
  });

  test("the table rounds to what the uncertainty supports, and lines up", async () => {
    const { out } = await printed(["run", preset.id]);
    const lines = out.split("\n").slice(0, 10);
    expect(lines.map((line) => line.replace(/ {2,}/g, "  "))).toEqual([
      "Mobile securities (mobile-securities)",
      '10,000 members × 365 days × 4 replications, 14,600,000 member-days, seed "sandtable"',
      "",
      "Figures (± half of the 95 % interval)",
      "  Cost per member per month  0.623  ± 0.012  yuan a month",
      "  Redemption rate  43.22  ± 0.46  %",
      "  Points outstanding per member  1,235  ± 68  points",
      "  Active rate  25.00  ± 0  %",
      "  Accrual rate  –  nothing to divide by",
      "  Breakage rate  –  nothing to divide by",
    ]);
    const unitColumns = lines.slice(4).map((line) => line.search(/ {2}(yuan|%|points$|nothing)/));
    expect(new Set(unitColumns).size).toBe(1);
    expect(out).toMatch(/^ {2}issued +1,234,567$/m);
    expect(out).toMatch(/^ {2}login +1,000 +5,000 +300$/m);
    expect(out).toContain("fingerprint fedcba9876543210");
  });

  test("the table says what is provisional and what is not seen yet", async () => {
    const { out } = await printed(["run", preset.id, "--replications", "2", "--days", "90"]);
    expect(out).toContain("provisional");
    expect(out).toContain("expiry is not seen yet");
  });

  test("options replace the scenario's own values, and no others", async () => {
    const asked: Asked[] = [];
    const words = "--members 500 --days=30 --replications 7 --seed=--x --workers 2 --json".split(" ");
    const { code, out } = await printed(["run", preset.id, ...words], answering(asked));
    expect(code).toBe(0);
    expect(asked).toEqual([
      {
        workers: 2,
        closed: true,
        scenario: {
          ...preset,
          run: { start: preset.run.start, members: 500, days: 30, replications: 7, seed: "--x" },
        },
      },
    ]);
    expect(JSON.parse(out)).toMatchObject({ members: 500, days: 30, replications: 7, seed: "--x" });
  });

  test("without --workers the run takes place in one", async () => {
    const asked: Asked[] = [];
    await printed(["run", preset.id], answering(asked));
    expect(asked[0]?.workers).toBe(1);
  });

  test("a failed run exits 1 with one line, and ends its threads", async () => {
    const asked: Asked[] = [];
    const failing = runnerForOf(asked, async () => {
      throw new RunError({ code: "balanceLimit", detail: "a balance over\n2^31" });
    });
    expect(await printed(["run", preset.id, "--json"], failing)).toEqual({
      code: 1,
      out: "",
      err:
        "sandtable: balanceLimit: A member's balance grew beyond what can be computed exactly. Lower the award values or the days." +
        " · 有会员的积分余额超出了可精确计算的范围。请调低分值或缩短天数。 (a balance over 2^31)\n",
    });
    expect(asked[0]?.closed).toBe(true);
  });

  test("a run that never completes is a failed run, not half a result", async () => {
    const halfway = runnerForOf([], async () => undefined);
    expect(await printed(["run", preset.id], halfway)).toEqual({
      code: 1,
      out: "",
      err: "sandtable: the run ended without a complete answer\n",
    });
  });
});

describe("wrong words exit 2, with one line that says where and why", () => {
  const cut = editedLink.slice(0, -4);

  test.each<[string[], string]>([
    [[], "COMMAND: missing; one of: presets, schema, run, score, trace, category, link, open"],
    [
      ["nothing"],
      "nothing: no such command; one of: presets, schema, run, score, trace, category, link, open",
    ],
    [
      ["__proto__"],
      "__proto__: no such command; one of: presets, schema, run, score, trace, category, link, open",
    ],
    [["presets", "more"], 'presets: one argument too many: "more"'],
    [["presets", "--json"], "--json: unknown option"],
    [["run"], "run: SCENARIO is missing"],
    [["open"], "open: LINK is missing"],
    [["run", preset.id, "more"], 'run: one argument too many: "more"'],
    [["run", preset.id, "--nothing"], "--nothing: unknown option"],
    [["run", preset.id, "--constructor", "1"], "--constructor: unknown option"],
    [["run", preset.id, "-m", "5"], "-m: unknown option"],
    [["run", preset.id, "--members"], "--members: needs a value"],
    [["run", preset.id, "--members", "--json"], "--members: needs a value"],
    [["run", preset.id, "--seed"], "--seed: needs a value"],
    [["run", preset.id, "--json=yes"], "--json: takes no value"],
    [["run", preset.id, "--days", "5", "--days", "6"], "--days: given twice"],
    [["run", preset.id, "--members", "many"], '--members: not a whole number: "many"'],
    [["run", preset.id, "--members", "1e3"], '--members: not a whole number: "1e3"'],
    [["run", preset.id, "--members", "2.5"], '--members: not a whole number: "2.5"'],
    [["run", preset.id, "--members="], '--members: not a whole number: ""'],
    [
      ["run", preset.id, "--members", "0"],
      "run: --members: out of range (1 to 1000000) · --members：超出范围（1 至 1000000）",
    ],
    [
      ["run", preset.id, "--members", "-5"],
      "run: --members: out of range (1 to 1000000) · --members：超出范围（1 至 1000000）",
    ],
    [
      ["run", preset.id, "--days", "3661"],
      "run: --days: out of range (1 to 3660) · --days：超出范围（1 至 3660）",
    ],
    [
      ["run", preset.id, "--days", "0", "--replications", "1001"],
      "run: --days: out of range (1 to 3660) · --days：超出范围（1 至 3660）\nsandtable: run: --replications: out of range (1 to 1000) · --replications：超出范围（1 至 1000）",
    ],
    [
      ["run", preset.id, "--seed="],
      "run: --seed: too short, too long, or too many or too few entries · --seed：长度或个数超出限制",
    ],
    [["run", preset.id, "--workers", "0"], "--workers: out of range (1 to 64)"],
    [["run", preset.id, "--workers", "65"], "--workers: out of range (1 to 64)"],
    [["run", "no-such-preset"], "no-such-preset: no such preset, file or link"],
    [["run", "no/such/file.json"], "no/such/file.json: no such preset, file or link"],
    [["run", "--", "--json"], "--json: no such preset, file or link"],
    [["run", ""], ": no such preset, file or link"],
    [["run", "a\u0000b"], "ab: no such preset, file or link"],
    [["run", "https://example.org/"], "https://example.org/: no share link in this address"],
    [["run", "https://example.org/#lang=en"], "https://example.org/#lang=en: no share link in this address"],
    [["open", preset.id], `${preset.id}: not a share link`],
    [["open", "#"], "#: no share link in this address"],
    [["open", "#nonsense"], "#nonsense: this is not a Sandtable link"],
    [["open", cut], `${cut}: the link was cut off or altered; copy the whole link again`],
    [["run", cut], `${cut}: the link was cut off or altered; copy the whole link again`],
    [
      ["open", `v2.${editedLink.slice(3)}`],
      `v2.${editedLink.slice(3)}: the link was made by a newer version (2); this one reads up to version 1`,
    ],
    [
      ["open", `v1.${"A".repeat(20_000)}`],
      `v1.${"A".repeat(57)}…: the link is too long (20003 characters, at most 16384)`,
    ],
  ])("%j", async (words, said) => {
    expect(await printed(words)).toEqual({ code: 2, out: "", err: `sandtable: ${said}\n` });
  });

  test.each<[string, string | Uint8Array, string | RegExp]>([
    ["empty", "", /^not JSON: .* · 不是 JSON：/],
    ["not JSON", '{\n"a": tru\u202e\n}', /^not JSON: .* · 不是 JSON：/],
    ["not UTF-8", new Uint8Array([0x7b, 0xff, 0x7d]), "not UTF-8 text · 不是 UTF-8 文本"],
    ["too large", new Uint8Array(4 * 1024 * 1024 + 1), "the file is too large (at most 4194304 bytes)"],
  ])("a file that is %s", async (name, content, said) => {
    const path = file(`${name.replaceAll(" ", "-")}.json`, content);
    const { code, out, err } = await printed(["run", path, "--json"]);
    expect([code, out]).toEqual([2, ""]);
    const lines = err.split("\n");
    expect(lines).toHaveLength(2);
    const start = `sandtable: ${path}: `;
    expect(lines[0]?.slice(0, start.length)).toBe(start);
    expect(lines[0]?.slice(start.length)).toMatch(said);
  });

  test("a folder is not a file", async () => {
    expect((await printed(["run", folder])).err).toMatch(/: cannot be read \(EISDIR\)\n$/);
  });
});

describe("a scenario that is refused is told in both languages, a line for each problem", () => {
  const { run } = preset;
  const noObject = "scenario: wrong type (must be an object) · 方案：类型不符（应为对象）";

  test.each<[title: string, content: string, lines: string[]]>([
    ["null", "null", [noObject]],
    ["a list", "[]", [noObject]],
    [
      "wrong in one place",
      JSON.stringify({ ...preset, run: { ...run, days: 0 } }),
      ["run/days: out of range (1 to 3660) · run/days：超出范围（1 至 3660）"],
    ],
    [
      "wrong in two places",
      JSON.stringify({ ...preset, run: { ...run, days: 0, members: -1 } }),
      [
        "run/days: out of range (1 to 3660) · run/days：超出范围（1 至 3660）",
        "run/members: out of range (1 to 1000000) · run/members：超出范围（1 至 1000000）",
      ],
    ],
    [
      "newer",
      JSON.stringify({ ...preset, version: 2 }),
      [
        "version: made by a newer version; this one reads up to version 1 · version：来自更新的版本，本页只识别到第 1 版",
      ],
    ],
    [
      "of unknown keys",
      presetText.replace("{", '{"a\\nb":1,'),
      ['scenario: unknown key "ab" · 方案：未知字段“ab”'],
    ],
    [
      "contradictory",
      JSON.stringify({ ...preset, rules: preset.rules.map((rule) => ({ ...rule, currency: "gold" })) }),
      preset.rules.map(
        ({ id }) =>
          `rules/${id}/currency: refers to "gold", which does not exist · rules/${id}/currency：所指的“gold”不存在`,
      ),
    ],
  ])("%s", async (name, content, lines) => {
    const path = file(`${name.replaceAll(" ", "-")}.json`, content);
    const said = lines.map((line) => `sandtable: ${path}: ${line}\n`).join("");
    for (const command of ["run", "link"])
      expect(await printed([command, path])).toEqual({ code: 2, out: "", err: said });
  });

  test("the first fifty of them", async () => {
    const colours = Object.fromEntries(Array.from({ length: 53 }, (_, i) => [`colour${i}`, i]));
    const path = file("colours.json", JSON.stringify({ ...preset, ...colours }));
    const lines = (await printed(["run", path])).err.trimEnd().split("\n");
    expect(lines).toHaveLength(51);
    expect(lines[49]).toBe(`sandtable: ${path}: scenario: unknown key "colour49" · 方案：未知字段“colour49”`);
    expect(lines[50]).toBe(`sandtable: ${path}: and 3 more · 另有 3 处`);
  });

  test.each([["run"], ["trace", "--member", "1"], ["score", "events.csv"]])(
    "%s --json prints them as one object",
    async (command, ...words) => {
      const path = file("tiers.json", JSON.stringify({ ...preset, run: { ...run, days: 0, members: -1 } }));
      const { code, out, err } = await printed([command, path, ...words, "--json"]);
      expect([code, err.trimEnd().split("\n").length]).toEqual([2, 2]);
      expect(JSON.parse(out)).toEqual({
        problems: [
          {
            path: "run/days",
            code: "range",
            reason: { zh: "超出范围（1 至 3660）", en: "out of range (1 to 3660)" },
          },
          {
            path: "run/members",
            code: "range",
            reason: { zh: "超出范围（1 至 1000000）", en: "out of range (1 to 1000000)" },
          },
        ],
        count: 2,
      });
    },
  );
});
