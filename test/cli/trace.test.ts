/** `trace` and `category`: what they print, and what they refuse. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { main } from "../../src/cli/command.ts";
import { presets } from "../../src/domain/presets.ts";
import golden from "../golden/category-points.json" with { type: "json" };

const noRunner = () => Promise.reject(new Error("no run here"));

async function said(...words: string[]) {
  let out = "";
  let err = "";
  const terminal = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
  const code = await main(words, terminal as never, noRunner as never);
  return { code, out, err };
}

test("a trace lists a member's awards with the balance after each", async () => {
  const { code, out } = await said("trace", "mobile-securities", "--member", "3");
  expect(code).toBe(0);
  const lines = out.split("\n").map((line) => line.trim().split(/\s{2,}/));
  expect(lines[0]).toEqual([
    "date",
    "rule or move",
    "events, or how it was reckoned",
    "points",
    "balance",
    "currency",
  ]);
  expect(lines[1]).toEqual(["2026-01-01", "tenure", "1 × 50 = 50", "+50", "50", "points"]);
});

test("as JSON each line names its rule, currency and date", async () => {
  const { out } = await said("trace", "mobile-securities", "--member", "3", "--replication", "1", "--json");
  const { member, replication, lines } = JSON.parse(out);
  expect({ member, replication }).toEqual({ member: 3, replication: 1 });
  expect(lines.find((line: { kind: string }) => line.kind === "award")).toMatchObject({
    date: "2026-01-01",
    rule: "tenure",
    currency: "points",
    paid: 50,
    why: "",
  });
});

test("an award that is cut names the cap, and of which limit", async () => {
  const [preset] = presets;
  const name = { zh: "合计", en: "Together" };
  const limits = [{ id: "together", name, currency: "points", caps: { pointsPerMonth: 60 } }];
  const path = await study("limited.json", { ...preset, limits });
  const { code, out } = await said("trace", path, "--member", "3");
  expect(code).toBe(0);
  expect(out).toContain("monthly cap of 60 for Together");
  const traced = JSON.parse((await said("trace", path, "--member", "3", "--json")).out);
  const cut = traced.lines.find(({ held }: { held?: unknown[] }) => held?.length === 1);
  expect(cut.held).toEqual([{ limit: "together", by: "month" }]);
});

const refusals: [words: string[], complaint: RegExp][] = [
  [["trace", "mobile-securities"], /--member: missing/],
  [["trace", "mobile-securities", "--member", "10000"], /--member: out of range \(0 to 9999\)/],
  [["trace", "mobile-securities", "--member", "-1"], /--member/],
  [["trace", "mobile-securities", "--member", "1", "--replication", "4"], /--replication: out of range/],
  [["category", "no-such-file.json"], /no-such-file.json: cannot be read/],
];
test.each(refusals)("%j exits 2 with one line that says why", async (words, complaint) => {
  const { code, out, err } = await said(...words);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(complaint);
  expect(err.trimEnd().split("\n")).toHaveLength(1);
});

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sandtable-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function study(name: string, content: unknown): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

const services = ["ringBackTone", "fullTrack", "ringTone"] as const;
const gains = golden.monthlyGainPerMember;
const { ringBackTone, fullTrack } = golden.pairedComparison;
const example = {
  services: services.map((id) => ({ id, gain: { method: "stated", gainPointsPerMember: gains[id] } })),
  experts: [{ id: "expert", scores: { ringBackTone, fullTrack } }],
  members: [{ id: "member", points: golden.member }],
};

test("the document's example comes to 10,017 with its rounding and 10,022 without", async () => {
  const scores = { ringBackTone, fullTrack: { ringTone: fullTrack.ringTone } };
  const experts = [{ id: "expert", scores }];
  const exact = await said("category", await study("exact.json", { ...example, experts }), "--json");
  expect(JSON.parse(exact.out).ranked).toEqual([
    { id: "member", points: golden.categoryPoints.exact, rank: 1 },
  ]);
  const decimals = { difficulty: 3, importance: 2 };
  const rounded = await said("category", await study("rounded.json", { ...example, experts, decimals }));
  expect(rounded.out).toMatch(/ 1 {2}member {3}10017\n/);
});

test("the README's example of a study comes to the document's points, and its table names every method", async () => {
  const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
  const section = readme.split("### A category study\n")[1] ?? "";
  const [, written = ""] = /```json\n([^`]*)```/.exec(section) ?? [];
  const { code, out, err } = await said("category", await study("readme.json", written), "--json");
  expect([code, err]).toEqual([0, ""]);
  const { coefficients, ranked, club } = JSON.parse(out);
  const { withDocumentRounding } = golden.categoryPoints;
  expect(coefficients.map((one: { difficulty: number }) => one.difficulty)).toEqual(withDocumentRounding.K);
  expect(coefficients.map((one: { importance: number }) => one.importance)).toEqual(withDocumentRounding.M);
  expect(ranked[0]).toEqual({ id: "A", points: withDocumentRounding.S, rank: 1 });
  expect(club.members).toEqual([ranked[0]]);

  const gains: Record<string, Record<string, unknown>> = {
    sampledMean: { memberGainPoints: [900, 1100] },
    highestScore: { topGainPoints: 1000 },
    overallMean: { totalGainPoints: 10_000, members: 10 },
    stated: { gainPointsPerMember: 1000 },
  };
  const [, ...rows] = [...section.matchAll(/^ {2}\| `(\w+)`[^|]*\|([^|]*)\|/gm)].map(
    ([, method, fields = ""]) => [method, [...fields.matchAll(/`(\w+)`/g)].map(([, field]) => field)],
  );
  expect(rows).toEqual(Object.entries(gains).map(([method, fields]) => [method, Object.keys(fields)]));
  for (const [method, fields] of Object.entries(gains)) {
    const value = JSON.parse(written);
    for (const service of value.services) service.gain = { method, ...fields };
    const { code } = await said("category", await study(`${method}.json`, value), "--json");
    expect([method, code]).toEqual([method, 0]);
  }
});

test("coefficients are printed as the page shows them, with three decimals or those that they are rounded to", async () => {
  const club = { kind: "top", members: 1 };
  const linesOf = async (name: string, decimals: object) =>
    (await said("category", await study(name, { ...example, ...decimals, club }))).out.split("\n");
  const plain = await linesOf("plain.json", {});
  expect(plain.slice(1, 4).every((line) => /(?: +\d+(\.\d{1,3})?){2}$/.test(line))).toBe(true);
  expect(plain).toContain("Club: 1 member");
  const finer = await linesOf("finer.json", { decimals: { difficulty: 5, importance: 2 } });
  expect(finer.slice(1, 4).some((line) => /\d\.\d{4,5} /.test(line))).toBe(true);
});

test("a study that is no JSON, or wrong, is refused with where and why", async () => {
  expect((await said("category", await study("no.json", "{"))).err).toMatch(
    /no\.json: no JSON: .* · 不是 JSON：/,
  );
  const wrong = await said("category", await study("wrong.json", { ...example, experts: [] }));
  expect(wrong.code).toBe(2);
  expect(wrong.err.trimEnd().split("\n")).toHaveLength(1);
});

const [one, ...others] = example.services;
const [expert] = example.experts;
test.each<[what: string, change: object, paths: string[]]>([
  ["no expert", { experts: [] }, ["experts"]],
  ["a service too few", { services: [one] }, ["services"]],
  ["a service twice", { services: [one, one, ...others] }, [`services/${one?.id}`]],
  [
    "a sample without members",
    {
      services: example.services.map((own) => ({
        ...own,
        gain: { method: "sampledMean", memberGainPoints: [] },
      })),
    },
    example.services.map(({ id }) => `services/${id}/gain`),
  ],
  [
    "a score beyond 5",
    { experts: [{ ...expert, scores: { rbt: { ft: 9, rt: 4 }, ft: { rt: 4 } } }] },
    [`experts/${expert?.id}/scores/rbt/ft`],
  ],
  ["too many decimals", { decimals: { difficulty: 99 } }, ["decimals/difficulty"]],
  ["points of no service", { members: [{ id: "A", points: { golf: 3 } }] }, ["members/A/points/golf"]],
  ["a club of none", { club: { kind: "top", members: -1 } }, ["club/members"]],
  ["a club from below", { club: { kind: "threshold", points: -1 } }, ["club/points"]],
])("a study with %s says where", async (what, change, paths) => {
  const file = await study(`${what.replaceAll(" ", "-")}.json`, { ...example, ...change });
  const { out } = await said("category", file, "--json");
  const { problems } = JSON.parse(out);
  expect(problems.map(({ path }: { path: string }) => path)).toEqual(expect.arrayContaining(paths));
  expect(problems.map(({ path }: { path: string }) => path)).not.toContain("");
});
