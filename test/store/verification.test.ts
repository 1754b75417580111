/** Verification in the store: files stay chosen, work is one at a time, and scores follow the scheme while they are looked at. */
import { expect, test } from "vitest";
import {
  type Layout,
  type Peek,
  RecordsFailure,
  type RecordsScorer,
  type ScoreReply,
  type ScoreRequest,
  type Survey,
} from "../../src/domain/records-port.ts";
import { text } from "../../src/domain/text.ts";
import { isReady, missingFields, Verification } from "../../src/store/verification.ts";
import { openSandtable, settled } from "./fakes.ts";

const layout: Layout = {
  encoding: "utf-8",
  delimiter: ",",
  columns: { member: 0, date: 1, indicator: 2, amount: 3 },
  values: {},
};
const peek: Peek = {
  layout,
  header: ["member", "date", "indicator", "amount"],
  rows: [],
  problem: undefined,
};
const survey: Survey = {
  rows: 2,
  indicators: [
    { text: "登录", rows: 1, kind: "login" },
    { text: "session", rows: 1, kind: "session" },
  ],
  origins: {
    service: [{ text: "Mobile Securities", rows: 1 }],
    channel: [
      { text: "手机应用", rows: 9 },
      { text: "shop", rows: 2 },
      { text: "传真", rows: 1 },
    ],
  },
  dates: { first: "2024-03-01", last: "2024-03-31" },
};
const reply = { badRows: [], scored: {} } as unknown as ScoreReply;

/** A scorer that looks at once and scores when told. */
function fakeScorer() {
  const asked: { request: ScoreRequest<File>; aborted: () => boolean; answer: () => void }[] = [];
  let failure: RecordsFailure | undefined;
  const scorer: RecordsScorer<File> = {
    peek: async (file, which) =>
      which === "members"
        ? {
            ...peek,
            layout: {
              ...layout,
              columns: file.name === "who.csv" ? { member: 0, joined: 1 } : { member: 0 },
            },
          }
        : {
            ...peek,
            layout: { ...layout, columns: file.name === "who.csv" ? { member: 0 } : layout.columns },
          },
    survey: async () => survey,
    score: (request, { signal }) =>
      new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        signal.addEventListener("abort", () => resolve(undefined));
        asked.push({ request, aborted: () => signal.aborted, answer: () => resolve(reply) });
      }),
    table: async () => undefined,
    sample: async () => ({ events: new File([], "e.csv"), members: new File([], "who.csv") }),
  };
  const fail = (next: RecordsFailure | undefined) => {
    failure = next;
  };
  return { scorer, asked, fail };
}

async function openVerification() {
  const fake = fakeScorer();
  const opened = openSandtable({ records: async () => fake.scorer });
  const verification = new Verification(opened.sandtable);
  verification.setOpen(true);
  const state = verification.store.getState;
  const dearer = (points: number) => opened.actions.setValue("rules/login/points", points);
  return { ...opened, ...fake, verification, verified: state, dearer };
}

const file = (name: string) => new File(["x"], name);
const idle = async () => {
  for (let turn = 0; turn < 8; turn++) await settled();
};

test("files find their places by their headers, and known words stand for what they name", async () => {
  const { verification, verified } = await openVerification();
  await verification.choose([file("who.csv"), file("events.csv")]);
  const { events, members } = verified().files;
  expect([events?.file.name, members?.file.name]).toEqual(["events.csv", "who.csv"]);
  expect(events?.layout.values).toEqual({ indicator: { 登录: "login" } });
  expect(isReady(verified())).toBe(true);
});

test("names of services and channels stand for them, what the reader says goes first, and both follow the scheme", async () => {
  const { verification, asked, actions } = await openVerification();
  await verification.choose([file("events.csv")], "events");
  const channels = (...named: [string, string, string][]) =>
    actions.edit({ kind: "add", label: text("渠道", "Channels") }, "channels", (draft) => {
      draft.channels = named.map(([id, zh, en]) => ({ id, name: text(zh, en) }));
    });
  const values = async () => {
    void verification.score();
    await idle();
    return asked.at(-1)?.request.events.layout.values;
  };
  const service = { "Mobile Securities": "securities" };
  const indicator = { 登录: "login" };
  expect(await values()).toEqual({ indicator, service });
  channels(["app", "手机应用", "App"], ["shop", "营业厅", "Shop"]);
  expect(await values()).toEqual({ indicator, service, channel: { 手机应用: "app" } });
  // Of two things with one name, none is meant.
  channels(["app", "手机应用", "App"], ["other", "手机应用", "Other"], ["shop", "营业厅", "Shop"]);
  expect(await values()).toEqual({ indicator, service });
  verification.setMeaning("events", "channel", "手机应用", "shop");
  verification.setMeaning("events", "channel", "传真", null);
  expect(await values()).toEqual({ indicator, service, channel: { 手机应用: "shop", 传真: null } });
  channels(["app", "手机应用", "App"]);
  expect(await values()).toEqual({ indicator, service, channel: { 手机应用: "app", 传真: null } });
});

test("a field without a column keeps the files from being scored; a column is one field only", async () => {
  const { verification, verified } = await openVerification();
  await verification.choose([file("events.csv")], "events");
  await verification.setColumn("events", "amount", 1);
  const { events } = verified().files;
  expect(missingFields("events", events!)).toEqual(["date"]);
  expect(isReady(verified())).toBe(false);
  await verification.score();
  expect(verified().wanted).toBe(false);
});

test("payments wait for their unit, which the header or the reader says; another column is asked anew", async () => {
  const { verification, verified, scorer } = await openVerification();
  scorer.survey = async () => ({
    ...survey,
    indicators: [
      { text: "登录", rows: 1, kind: "login" },
      { text: "消费", rows: 1, kind: "purchase" },
    ],
  });
  scorer.peek = async () => ({ ...peek, header: ["member", "date", "indicator", "金额", "金额（元）"] });
  await verification.choose([file("events.csv")], "events");
  expect(isReady(verified())).toBe(false);
  verification.setMoneyUnit("cents");
  expect(isReady(verified())).toBe(true);
  await verification.setColumn("events", "amount", 4);
  expect(verified().files.events?.layout.money).toBe("yuan");
  await verification.setColumn("events", "amount", 3);
  expect(verified().files.events?.layout.money).toBeUndefined();
  expect(isReady(verified())).toBe(false);
  verification.setMeaning("events", "indicator", "消费", null);
  expect(isReady(verified())).toBe(true);
});

test("a changed rule scores again once it rests, and ends the score before", async () => {
  const { verification, verified, asked, dearer, pass } = await openVerification();
  await verification.choose([file("events.csv")], "events");
  void verification.score();
  await idle();
  dearer(6);
  pass(299);
  dearer(7);
  pass(299);
  expect(asked).toHaveLength(1);
  pass(1);
  await idle();
  expect(asked.map(({ aborted }) => aborted())).toEqual([true, false]);
  asked[1]?.answer();
  await idle();
  const scored = verified().scoring?.scenario.rules.find(({ id }) => id === "login");
  expect(scored?.points).toBe(7);
});

test("nothing is scored for a view that nobody looks at; it catches up when it is opened", async () => {
  const { verification, asked, dearer, pass } = await openVerification();
  await verification.choose([file("events.csv")], "events");
  void verification.score();
  await idle();
  asked[0]?.answer();
  await idle();
  verification.setOpen(false);
  dearer(8);
  pass(1000);
  await idle();
  expect(asked).toHaveLength(1);
  verification.setOpen(true);
  await idle();
  expect(asked).toHaveLength(2);
});

test("what fails or is cancelled leaves the files and their columns as they were", async () => {
  const { verification, verified, fail } = await openVerification();
  await verification.choose([file("events.csv")], "events");
  const before = verified().files;
  const words = text("坏了", "broken");
  fail(new RecordsFailure({ kind: "file", file: "events", words }));
  await verification.score();
  expect(verified()).toMatchObject({ failure: { words }, work: undefined });
  expect(verified().files).toEqual(before);
  fail(undefined);
  void verification.score();
  await idle();
  expect(verified()).toMatchObject({ failure: undefined, work: { kind: "score" } });
  verification.cancel();
  await idle();
  expect(verified().work).toBeUndefined();
  expect(verified().files).toEqual(before);
});

test("the part that reads records may fail to load, and is asked for again", async () => {
  let loads = 0;
  const { sandtable } = openSandtable({
    records: async () => {
      loads++;
      throw new Error("no network");
    },
  });
  const verification = new Verification(sandtable);
  await verification.choose([file("events.csv")], "events");
  expect(verification.store.getState().failure).toMatchObject({ failure: { code: "workerLost" } });
  await verification.readAs("events", {});
  expect(loads).toBe(2);
  expect(verification.store.getState().files.events?.file.name).toBe("events.csv");
});

test("moving the run to the days of the records is one step", async () => {
  const { verification, state, actions } = await openVerification();
  await verification.choose([file("events.csv")], "events");
  const before = state().scenario.run;
  verification.alignRun();
  expect(state().scenario.run).toMatchObject({ start: "2024-03-01", days: 31 });
  actions.undo();
  expect(state().scenario.run).toEqual(before);
});
