/** Links in, links out, and what a reader chose on this device. */
import { expect, test } from "vitest";
import { valueAt } from "../../src/domain/path.ts";
import { presets } from "../../src/domain/presets.ts";
import type { Scenario } from "../../src/domain/scenario.ts";
import { readAddress } from "../../src/link/address.ts";
import { decodeLink, encodeLink } from "../../src/link/link.ts";
import { createAddressBar } from "../../src/store/address-bar.ts";
import { languageOf } from "../../src/store/preferences.ts";
import { overview } from "../../src/store/view.ts";
import { fakeClock, fakeStorage, openSandtable } from "./fakes.ts";

const login = "rules/login/points";

function withLogin(points: number): Scenario {
  const rules = presets[0].rules.map((rule) => (rule.id === "login" ? { ...rule, points } : rule));
  return { ...presets[0], rules };
}

function scenarioIn(fragment: string | undefined): Scenario | undefined {
  const decoded = decodeLink(readAddress(fragment ?? "").link ?? "");
  return decoded.ok ? decoded.scenario : undefined;
}

test("the page opens the link of its address and compares it with its preset", () => {
  const { state, last } = openSandtable({ fragment: `#${encodeLink(withLogin(9))}&lang=zh-CN` });
  expect(valueAt(state().scenario, login)).toBe(9);
  expect(state().baseline).toBe(presets[0]);
  expect(state().language).toBe("zh-CN");
  expect(valueAt(last().scenario, login)).toBe(9);
  expect(state().brokenLink).toBeUndefined();
});

test("a link that grew from no preset is its own baseline", () => {
  const scenario = { ...withLogin(9), id: "my-own" };
  const { state } = openSandtable({ fragment: `#${encodeLink(scenario)}` });
  expect(state().baseline).toBe(state().scenario);
  expect(state().scenario).toEqual(scenario);
});

test("a broken link says so, and the page works on the default scheme", () => {
  const link = encodeLink(withLogin(9)).slice(0, -3);
  const { state, asked, actions, address, pass } = openSandtable({ fragment: `#${link}` });
  expect(state().brokenLink?.en).toMatch(/cut off/);
  expect(state().brokenLink?.zh).toMatch(/截断/);
  expect(state().scenario).toBe(presets[0]);
  expect(asked).toHaveLength(1);
  pass(2000);
  expect(address.written).toEqual([]);
  actions.dismissBrokenLink();
  expect(state().brokenLink).toBeUndefined();
});

test("nothing is written before something changes", () => {
  const { address, pass } = openSandtable();
  pass(5000);
  expect(address.written).toEqual([]);
});

test("the address follows edits, at most one write per half second", () => {
  const { actions, address, pass } = openSandtable();
  actions.setValue(login, 6);
  expect(address.written).toHaveLength(0);
  pass(500);
  expect(address.written).toHaveLength(1);
  for (let points = 7; points <= 46; points++) {
    actions.setValue(login, points);
    pass(50);
  }
  pass(1000);
  expect(address.written.length).toBeLessThanOrEqual(6);
  expect(scenarioIn(address.written.at(-1))).toEqual(withLogin(46));
});

test("a gesture is written once, when it is over", () => {
  const { actions, address, pass } = openSandtable();
  actions.beginGesture();
  for (let points = 6; points < 40; points++) {
    actions.setValue(login, points);
    pass(50);
  }
  expect(address.written).toEqual([]);
  actions.endGesture();
  pass(500);
  expect(address.written).toHaveLength(1);
  expect(scenarioIn(address.written[0])).toEqual(withLogin(39));
});

test("a gesture that changed nothing writes nothing", () => {
  const { actions, address, pass } = openSandtable();
  actions.beginGesture();
  actions.endGesture();
  pass(5000);
  expect(address.written).toEqual([]);
});

test("the language is in the link", () => {
  const { actions, address, pass } = openSandtable();
  actions.setLanguage("zh-CN");
  pass(500);
  expect(readAddress(address.written.at(-1) ?? "").language).toBe("zh-CN");
});

test("copying writes at once and returns the whole address", () => {
  const { actions, address } = openSandtable();
  actions.setValue(login, 12);
  const link = actions.link();
  expect(link).toMatch(/^https:\/\/example\.org\/sand\/#v1\./);
  expect(scenarioIn(link.slice(link.indexOf("#")))).toEqual(withLogin(12));
  expect(address.written).toHaveLength(1);
});

test("a write that the browser drops or refuses is tried again later", () => {
  const time = fakeClock();
  let shown = "";
  let attempts = 0;
  const bar = createAddressBar(
    {
      read: () => shown,
      replace: (fragment) => {
        attempts++;
        if (attempts === 1) throw new Error("too many calls");
        if (attempts > 2) shown = fragment;
      },
      withFragment: (fragment) => fragment,
      onChange: () => {},
    },
    time.later,
    () => ({ scenario: withLogin(7), language: "en", view: overview }),
  );
  bar.changed();
  time.pass(500);
  expect(attempts).toBe(1);
  time.pass(5000);
  expect(attempts).toBe(2);
  time.pass(5000);
  expect(attempts).toBe(3);
  expect(scenarioIn(shown)).toEqual(withLogin(7));
  time.pass(60_000);
  expect(attempts).toBe(3);
});

test("a pasted link opens, and undo brings back what was there", () => {
  const { actions, state, address, asked } = openSandtable();
  actions.setValue(login, 6);
  const mine = state().scenario;
  address.paste(`#${encodeLink(withLogin(40))}&lang=zh-CN`);
  expect(valueAt(state().scenario, login)).toBe(40);
  expect(state().language).toBe("zh-CN");
  expect(state().notice).toMatchObject({ kind: "opened", undo: true });
  expect(asked).toHaveLength(3);
  actions.undo();
  expect(state().scenario).toEqual(mine);
});

test("a link pasted right after an edit is not overwritten by the edit's own", () => {
  const { actions, state, address, pass } = openSandtable();
  actions.setValue(login, 6);
  const pasted = `#${encodeLink(withLogin(40))}`;
  address.show(pasted);
  pass(600);
  expect(address.written).toEqual([]);
  address.paste(pasted);
  expect(valueAt(state().scenario, login)).toBe(40);
  actions.setValue(login, 41);
  pass(600);
  expect(scenarioIn(address.written.at(-1))).toEqual(withLogin(41));
});

test("a pasted link that is broken changes nothing but says so", () => {
  const { state, address } = openSandtable();
  address.paste("#v1.nonsense");
  expect(state().brokenLink).toBeDefined();
  expect(state().scenario).toBe(presets[0]);
  address.paste(`#${encodeLink(withLogin(8))}`);
  expect(state().brokenLink).toBeUndefined();
});

test("a link to what is already shown is no step, and an address without a link opens nothing", () => {
  const { state, address } = openSandtable();
  address.paste(`#${encodeLink(presets[0])}`);
  address.paste("#lang=zh-CN");
  address.paste("");
  expect(state().history.done).toHaveLength(0);
  expect(state().language).toBe("zh-CN");
});

test.each([
  [["zh-TW", "en"], "zh-CN"],
  [["de", "en-GB", "zh"], "en"],
  [["fr"], "en"],
  [[], "en"],
] as const)("of the languages %j the page speaks %s", (wanted, spoken) => {
  expect(languageOf(wanted)).toBe(spoken);
});

test("language and theme are kept on the device; the link's language wins", () => {
  const storage = fakeStorage();
  const first = openSandtable({ storage, languages: ["en"] });
  first.actions.setLanguage("zh-CN");
  first.actions.setTheme("dark");
  const second = openSandtable({ storage, languages: ["en"] });
  expect(second.state()).toMatchObject({ language: "zh-CN", theme: "dark" });
  expect(openSandtable({ storage, fragment: "#lang=en" }).state().language).toBe("en");
});

test("storage that throws or holds nonsense is no obstacle", () => {
  const forbidden = () => {
    throw new Error("denied");
  };
  const denied = openSandtable({ storage: { getItem: forbidden, setItem: forbidden } });
  denied.actions.setTheme("light");
  denied.actions.setLanguage("zh-CN");
  expect(denied.state()).toMatchObject({ language: "zh-CN", theme: "light" });
  const odd = fakeStorage({ "sandtable.language": "tlh", "sandtable.theme": "plaid" });
  expect(openSandtable({ storage: odd }).state()).toMatchObject({ language: "en", theme: "system" });
});

test("a copied link is announced, and one that could not be copied is shown", () => {
  const { actions, state } = openSandtable();
  actions.linkCopied("https://example.org/", true);
  expect(state().notice).toMatchObject({ kind: "linkCopied", undo: false });
  actions.linkCopied("https://example.org/", false);
  expect(state().notice).toMatchObject({ kind: "linkNotCopied", link: "https://example.org/" });
  actions.dismissNotice();
  expect(state().notice).toBeUndefined();
});
