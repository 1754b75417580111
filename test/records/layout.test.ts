/** How a file is to be read, found by names that are known and by nothing else. */
import { describe, expect, test } from "vitest";
import {
  kindWords,
  moneyKinds,
  moneyUnitIn,
  originMeantBy,
  recordFields,
} from "../../src/domain/record-words.ts";
import { inLanguage, languages } from "../../src/domain/text.ts";
import { compile } from "../../src/engine/compile.ts";
import { rulesMessages } from "../../src/i18n/rules.ts";
import { recordKinds } from "../../src/records/kinds.ts";
import { columnsIn, kindMeantBy, peekAt } from "../../src/records/layout.ts";
import { openRecords } from "../../src/records/records.ts";
import { scenarioOf } from "../engine/scenario-of.ts";

const encoder = new TextEncoder();
const peek = (content: string) =>
  peekAt(encoder.encode(content), true, "events", { encoding: "utf-8", delimiter: undefined });

test("the words know every field that the readers read, the required ones as such, and every kind", () => {
  for (const file of ["events", "members"] as const) {
    const header = (names: readonly string[]) => encoder.encode(`${names.join(",")}\n`);
    const names = recordFields[file].map(({ name }) => name);
    const read = (columns: readonly string[]) => {
      const reader = openRecords(compile(scenarioOf({ rules: [] })))[file];
      reader.push(header(columns));
    };
    expect(() => read(names)).not.toThrow();
    let listed: string[] = [];
    try {
      read([...names, "more"]);
    } catch (error) {
      const [, list = ""] = /there are: (.*)\)/.exec((error as Error).message) ?? [];
      listed = list.split(", ");
    }
    expect(listed.sort()).toEqual([...names].sort());
    for (const { name, required } of recordFields[file]) {
      const others = names.filter((each) => each !== name);
      if (required) expect(() => read(others)).toThrow(`"${name}" is missing`);
      else expect(() => read(others)).not.toThrow();
    }
  }
  expect(Object.keys(kindWords)).toEqual(recordKinds.map(({ kind }) => kind));
});

test("indicators are called the same as where rules are made", () => {
  for (const language of languages) {
    const names: Record<string, string> = rulesMessages(language).indicators;
    for (const { kind } of recordKinds)
      if (kind in names) expect(inLanguage(kindWords[kind].label, language)).toBe(names[kind]);
  }
});

describe("columns are found by name:", () => {
  test.each<[header: string, columns: Record<string, number>]>([
    ["member,date,indicator,amount", { member: 0, date: 1, indicator: 2, amount: 3 }],
    ["Amount,DATE,Member ID,Event-Type", { amount: 0, date: 1, member: 2, indicator: 3 }],
    ["会员编号,日期,指标项,数量,渠道", { member: 0, date: 1, indicator: 2, amount: 3, channel: 4 }],
    ["事件类型,用户ID,发生日期,金额（分）", { indicator: 0, member: 1, date: 2, amount: 3 }],
    ["user,customer,date", { date: 2 }],
    ["user,member,date", { member: 1, date: 2 }],
    ["a,b,c", {}],
    ["", {}],
  ])("%s", (header, columns) => {
    expect(columnsIn(header.split(","), recordFields.events)).toEqual(columns);
  });
});

test("money are the kinds whose amounts are cents", () => {
  const inCents = recordKinds.filter(({ amount }) => amount === "cents").map(({ kind }) => kind);
  expect([...moneyKinds].sort()).toEqual([...inCents].sort());
});

describe("the unit of money is what the header declares:", () => {
  test.each<[header: string, unit: string | undefined]>([
    ["amount", "cents"],
    ["金额（分）", "cents"],
    ["金额(元)", "yuan"],
    ["金额元", "yuan"],
    ["amount_yuan", "yuan"],
    ["Amount (CNY)", "yuan"],
    ["amount_cents", "cents"],
    ["金额", undefined],
    ["Amount", undefined],
    ["数值", undefined],
    ["积分", undefined],
    ["分钟数", undefined],
    ["分值", undefined],
    ["金额（美元）", undefined],
    ["元/分", undefined],
    ["percent", undefined],
  ])("%s", (header, unit) => {
    expect(moneyUnitIn(header)).toBe(unit);
  });

  test("with the column of the amount", () => {
    expect(peek("会员,日期,指标项,金额（元）\nA,2026-01-02,消费,1.50\n").layout).toMatchObject({
      columns: { amount: 3 },
      money: "yuan",
    });
  });
});

describe("words for indicators:", () => {
  test.each<[word: string, kind: string | undefined]>([
    ["login", "login"],
    ["Log-in", "login"],
    ["登录", "login"],
    ["TOP UP", "topup"],
    ["使用时长", "session"],
    ["心跳", undefined],
    ["", undefined],
  ])("%s", (word, kind) => {
    expect(kindMeantBy(word)).toBe(kind);
  });

  test("no word means two of them, and no header two fields", () => {
    const words = Object.values(kindWords).flatMap(({ aliases }) => aliases.split(" "));
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
    for (const fields of Object.values(recordFields)) {
      const headers = fields.flatMap(({ name, aliases }) => [name, ...aliases]);
      expect(headers.filter((header, at) => headers.indexOf(header) !== at)).toEqual([]);
    }
  });
});

describe("what a cell of services or channels stands for:", () => {
  const named = (id: string, zh: string, en: string) => ({ id, name: { zh, en } });
  const list = [
    named("app", "手机应用", "Mobile App"),
    named("shop", "营业厅", "Shop"),
    named("kiosk", "营业厅", "Kiosk"),
  ];
  test.each<[cell: string, id: string | undefined]>([
    ["app", "app"],
    ["APP", "app"],
    ["手机应用", "app"],
    ["mobile-app", "app"],
    ["Ｓｈｏｐ", "shop"],
    ["营业厅", undefined],
    ["网站", undefined],
    ["", undefined],
    ["-", undefined],
  ])("%s", (cell, id) => {
    expect(originMeantBy(cell, list)).toBe(id);
  });
});

describe("the separator is the one that gives known columns:", () => {
  const rows = ["member,date,indicator,amount", 'A,2026-01-02,"a;b;c;d;e;f",1'];
  test.each([",", ";", "\t"] as const)("%j", (delimiter) => {
    const content = rows.map((row) => row.replaceAll(",", delimiter)).join("\r\n");
    expect(peek(content).layout).toMatchObject({ delimiter, columns: { amount: 3 } });
  });
});

test("a preview shows the first rows without what cannot be seen, and cuts what is long", () => {
  const { rows, header } = peek(
    `\ufeffmember,date\n${"x".repeat(80)},a\u202eb\n\n${"B,2026-01-02\n".repeat(9)}`,
  );
  expect(header).toEqual(["member", "date"]);
  expect(rows[0]).toEqual({ line: 2, cells: [`${"x".repeat(60)}…`, "ab"] });
  expect(rows[1]).toEqual({ line: 4, cells: ["B", "2026-01-02"] });
  expect(rows).toHaveLength(6);
});
