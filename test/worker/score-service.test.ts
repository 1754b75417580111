/** What runs inside the scoring thread, called directly: files in, scores and tables out. */
import { expect, test } from "vitest";
import { presets } from "../../src/domain/presets.ts";
import type { Layout, Peek, RecordsFile, ScoreReply } from "../../src/domain/records-port.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { text } from "../../src/domain/text.ts";
import { compile } from "../../src/engine/compile.ts";
import { simulateShard } from "../../src/engine/simulate.ts";
import { ruleColumns } from "../../src/engine/tally.ts";
import { engineVersion } from "../../src/engine/version.ts";
import { createScoreService, type Reply, type ScoreService } from "../../src/worker/score-service.ts";
import { ruleOf, scenarioOf } from "../engine/scenario-of.ts";

const scenario = scenarioOf({
  rules: [ruleOf("login", { kind: "firstOfDay", indicator: "login" }, 5)],
  run: { start: "2026-01-01", days: 60 },
});
const silent = () => undefined;

function answered<Value>(reply: Reply<Value>): Value {
  if (!("value" in reply)) throw new Error(JSON.stringify(reply));
  return reply.value;
}

let requests = 0;

async function peeked(service: ScoreService, file: Blob, which: RecordsFile = "events"): Promise<Peek> {
  return answered(await service.peek(++requests, file, which, {}));
}

/** Scores text as EVENTS, read as its header says; `layout` says otherwise. */
async function scored(
  service: ScoreService,
  content: BlobPart,
  {
    skipBad = false,
    layout,
    scheme = scenario,
  }: { skipBad?: boolean; layout?: Partial<Layout>; scheme?: Scenario } = {},
): Promise<Reply<ScoreReply>> {
  const file = new Blob([content]);
  const peek = await peeked(service, file);
  const events = { file, number: ++requests, layout: { ...peek.layout, ...layout } };
  return service.score(++requests, { scenario: scheme, events, members: undefined, skipBad }, silent);
}

const rows = "A,2026-01-02,login,\nA,2026-01-03,login,\nB,2026-01-03,login,\n";
const sound = `member,date,indicator,amount\n${rows}`;

test("it answers the handshake with the engine's version", () => {
  expect(createScoreService().ready()).toBe(engineVersion);
});

test("a sound file is scored, with or without a byte order mark", async () => {
  const service = createScoreService();
  for (const content of [sound, `\ufeff${sound}`]) {
    const { rows, scored: result } = answered(await scored(service, content));
    expect(rows.events).toEqual({ read: 3, used: 3, bad: 0 });
    expect(result?.outcome.rules.login).toEqual({ awards: 3, points: 15, members: 2 });
    expect(result?.members).toEqual({ all: 2, joinedBefore: 2, joinedInRun: 0, cancelled: 0 });
    expect(result?.earned.points).toMatchObject({ p50: 10, max: 10, mean: 7.5, without: 0 });
  }
});

test("bad rows stop the score and are listed, until they may be left out", async () => {
  const service = createScoreService();
  const content = `${sound}C,2026-02-30,login,\n`;
  const stopped = answered(await scored(service, content));
  expect(stopped.scored).toBeUndefined();
  expect(stopped.rows.events).toEqual({ read: 4, used: 3, bad: 1 });
  expect(stopped.badRows).toMatchObject([{ file: "events", row: 5, field: "date", code: "date" }]);
  const left = answered(await scored(service, content, { skipBad: true }));
  expect(left.scored?.members.all).toBe(2);
});

test("columns go by the layout, in any order and under any name, with what their cells stand for", async () => {
  const service = createScoreService();
  const content =
    "行为;用户号;无关;日期;次数\n登录;A;x;2026-01-02;\n心跳;A;x;2026-01-02;\n登录;B;x;2026-01-03;1\n";
  const peek = await peeked(service, new Blob([content]));
  expect(peek.layout).toMatchObject({
    delimiter: ";",
    columns: { indicator: 0, member: 1, date: 3, amount: 4 },
  });
  const survey = answered(
    await service.survey(++requests, { file: new Blob([content]), number: 0, layout: peek.layout }, silent),
  );
  expect(survey).toEqual({
    rows: 3,
    indicators: [
      { text: "登录", rows: 2, kind: "login" },
      { text: "心跳", rows: 1, kind: undefined },
    ],
    origins: { service: [], channel: [] },
    dates: { first: "2026-01-02", last: "2026-01-03" },
  });
  const values = { indicator: { 登录: "login", 心跳: null } };
  const reply = answered(await scored(service, content, { layout: { values } }));
  expect(reply.badRows).toEqual([]);
  expect(reply.scored?.outcome.rules.login?.points).toBe(10);
});

test("a survey tells what stands in the columns of services and channels; a cell may stand for none of them", async () => {
  const service = createScoreService();
  const content = [
    "member,date,indicator,amount,渠道,业务",
    "A,2026-01-02,login,,手机应用,",
    "A,2026-01-03,login,,手机应用,",
    "B,2026-01-03,login,,传真,",
    "B,2026-01-04,login,,,",
    "B,2026-01-05,login,,电报,",
    "",
  ].join("\n");
  const { layout } = await peeked(service, new Blob([content]));
  expect(layout.columns).toMatchObject({ channel: 4, service: 5 });
  const reading = { file: new Blob([content]), number: ++requests, layout };
  const survey = answered(await service.survey(++requests, reading, silent));
  expect(survey.origins).toEqual({
    service: [],
    channel: [
      { text: "手机应用", rows: 2 },
      { text: "传真", rows: 1 },
      { text: "电报", rows: 1 },
    ],
  });
  const values = { channel: { 手机应用: "app", 传真: "", 电报: null } };
  const shops: Scenario = {
    ...scenario,
    channels: [{ id: "app", name: text("应用", "App") }],
    rules: [...scenario.rules, { ...scenario.rules[0]!, id: "app", eligibility: { channels: ["app"] } }],
  };
  const events = { ...reading, number: ++requests, layout: { ...layout, values } };
  const task = { scenario: shops, events, members: undefined, skipBad: false };
  const { badRows, scored } = answered(await service.score(++requests, task, silent));
  expect(badRows).toEqual([]);
  expect([scored?.outcome.rules.login?.awards, scored?.outcome.rules.app?.awards]).toEqual([4, 2]);
});

test("a file in GB 18030 is refused by name, and read when the reader says so", async () => {
  const service = createScoreService();
  const line = "A,2026-01-02,login,,\n";
  // 会员,日期,指标项,数量 in GB 18030.
  const header = [0xbb, 0xe1, 0xd4, 0xb1, 44, 0xc8, 0xd5, 0xc6, 0xda, 44, 0xd6, 0xb8, 0xb1, 0xea, 0xcf, 0xee];
  const bytes = new Uint8Array([
    ...header,
    44,
    0xca,
    0xfd,
    0xc1,
    0xbf,
    44,
    10,
    ...new TextEncoder().encode(line),
  ]);
  const file = new Blob([bytes]);
  expect((await peeked(service, file)).problem?.kind).toBe("encoding");
  const peek = answered(await service.peek(++requests, file, "events", { encoding: "gb18030" }));
  expect(peek.problem).toBeUndefined();
  expect(peek.layout.columns).toEqual({ member: 0, date: 1, indicator: 2, amount: 3 });
  const reply = answered(await scored(service, bytes, { layout: peek.layout }));
  expect(reply.scored?.outcome.rules.login?.points).toBe(5);
});

test.each<[what: string, content: BlobPart, kind: string]>([
  ["an empty file", "", "empty"],
  ["blank lines", "\n\r\n\n", "empty"],
  ["a header alone", "member,date,indicator,amount\n", "empty"],
  ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), "binary"],
  ["one line without end", "x".repeat(400_000), "header"],
  ["a header with a lost quote", 'member,"date,indicator\nA,2026-01-01,login\n', "header"],
])("%s cannot be used, and says why", async (_, content, kind) => {
  const peek = await peeked(createScoreService(), new Blob([content]));
  expect(peek.problem?.kind).toBe(kind);
  expect(peek.problem?.words.zh).toMatch(/[\u4e00-\u9fff]/);
});

test("a column that is not chosen, and rows that leave nothing, are problems of the file", async () => {
  const service = createScoreService();
  const missing = await scored(service, sound, { layout: { columns: { member: 0, date: 1 } } });
  expect(missing).toMatchObject({ problem: { kind: "file", file: "events" } });
  const nobody = await scored(service, "member,date,indicator,amount\nA,x,login,\n", { skipBad: true });
  expect(nobody).toMatchObject({ problem: { kind: "file" } });
});

test("a file that can no longer be read is a problem, not a crash", async () => {
  const gone = {
    size: 10,
    stream: () =>
      new ReadableStream({ start: (to) => to.error(new DOMException("gone", "NotReadableError")) }),
  } as unknown as Blob;
  const layout: Layout = { encoding: "utf-8", delimiter: ",", columns: {}, values: {} };
  const reply = await createScoreService().survey(++requests, { file: gone, number: 1, layout }, silent);
  expect(reply).toMatchObject({ problem: { kind: "file", file: undefined } });
});

test("a request that is cancelled ends, and says only that", async () => {
  const service = createScoreService();
  const content = `member,date,indicator,amount\n${rows.repeat(60_000)}`;
  const file = new Blob([content]);
  const { layout } = await peeked(service, file);
  const request = ++requests;
  const task = { scenario, events: { file, number: request, layout }, members: undefined, skipBad: false };
  const reply = service.score(request, task, () => service.cancel(request));
  expect(await reply).toEqual({ cancelled: true });
});

test("files are read once: a changed award value scores the same records again", async () => {
  const service = createScoreService();
  let reads = 0;
  const file = new Blob([sound]);
  const counted = Object.assign(new Blob([sound]), {
    stream: () => {
      reads++;
      return file.stream();
    },
  });
  const { layout } = await peeked(service, file);
  const events = { file: counted, number: ++requests, layout };
  const points = async (scheme: Scenario) => {
    const task = { scenario: scheme, events, members: undefined, skipBad: false };
    return answered(await service.score(++requests, task, silent)).scored?.outcome.rules.login?.points;
  };
  const dearer = { ...scenario, rules: scenario.rules.map((rule) => ({ ...rule, points: 7 })) };
  expect([await points(scenario), await points(dearer), reads]).toEqual([15, 21, 1]);
  const later = { ...scenario, run: { ...scenario.run, start: "2026-01-03" } };
  expect(await points(later)).toBeUndefined();
  expect(reads).toBe(2);
});

test("tables for download: every posting, and a row for each member", async () => {
  const service = createScoreService();
  const file = new Blob([sound]);
  const { layout } = await peeked(service, file);
  const task = { scenario, events: { file, number: ++requests, layout }, members: undefined, skipBad: false };
  const lines = async (table: "ledger" | "members") =>
    (await answered(await service.table(++requests, task, table, "zh-CN", silent)).text()).split("\r\n");
  expect(await lines("ledger")).toEqual([
    "member,date,rule,currency,points,balance,waiting,cause,explanation",
    "A,2026-01-02,login,points,5,5,0,award,1 × 5 = 5",
    "A,2026-01-03,login,points,5,10,0,award,1 × 5 = 5",
    "B,2026-01-03,login,points,5,5,0,award,1 × 5 = 5",
    "",
  ]);
  expect((await lines("members")).slice(0, 2)).toEqual([
    "member,issued points,balance points,waiting points",
    "A,10,10,0",
  ]);
});

/** The preset, and one whose logins come by channels and of a service. */
const small = { ...presets[0], run: { ...presets[0].run, days: 120, members: 60 } };
const byChannel: Scenario = {
  ...small,
  channels: [
    { id: "app", name: text("应用", "App"), weight: 2 },
    { id: "shop", name: text("营业厅", "Shop"), weight: 1 },
  ],
  services: small.services.map((service) => ({ ...service, weight: 1 })),
  rules: small.rules.map((rule) =>
    rule.id === "login"
      ? { ...rule, eligibility: { channels: ["app"], products: [small.services[0]!.id] } }
      : rule,
  ),
};

test.each([
  ["the preset", small],
  ["rules for a channel and a product", byChannel],
])(
  "a sample is what the scheme's own members did: scored, it pays what the engine paid them: %s",
  async (_, preset) => {
    const service = createScoreService();
    const files = answered(await service.sample(++requests, preset, silent));
    const reading = async (which: RecordsFile) => {
      const { layout, problem } = await peeked(service, files[which], which);
      expect(problem).toBeUndefined();
      return { file: files[which], number: ++requests, layout };
    };
    const task = {
      scenario: preset,
      events: await reading("events"),
      members: await reading("members"),
      skipBad: false,
    };
    const reply = answered(await service.score(++requests, task, silent));
    expect(reply.badRows).toEqual([]);
    const tally = simulateShard(compile(preset), { replication: 0, firstMember: 0, endMember: 60 });
    const paid = preset.rules.map((_, position) => tally.rules[position * ruleColumns + 1]);
    expect(preset.rules.map(({ id }) => reply.scored?.outcome.rules[id]?.points)).toEqual(paid);
    const { redeemed } = reply.scored!.outcome.ledger.points!;
    expect(redeemed).toBe(tally.currencies[0]?.flows.redeemed.reduce((sum, points) => sum + points, 0));
    expect(redeemed).toBeGreaterThan(0);
  },
);
