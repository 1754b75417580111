/** Which browser is taken, on machines described by what runs on them. */
import { expect, test } from "vitest";
import { findBrowser, installationFor, type Machine } from "./find-browser.ts";

function machine(described: Partial<Omit<Machine, "runs">> & { programs: string[] }): Machine {
  const { programs, ...rest } = described;
  return {
    platform: "linux",
    environment: { PATH: "/usr/local/bin:/usr/bin" },
    isRoot: false,
    runs: (path) => programs.includes(path),
    ...rest,
  };
}

test("CHROME_PATH comes first", () => {
  const environment = { PATH: "/usr/bin", CHROME_PATH: "/opt/mine/chrome" };
  const found = findBrowser(machine({ environment, programs: ["/usr/bin/chromium", "/opt/mine/chrome"] }));
  expect(found).toEqual({ path: "/opt/mine/chrome", words: "Browser: /opt/mine/chrome (CHROME_PATH)" });
});

test("a CHROME_PATH that does not run is said, not passed over", () => {
  const environment = { PATH: "/usr/bin", CHROME_PATH: "/opt/gone/chrome" };
  const found = findBrowser(machine({ environment, programs: ["/usr/bin/chromium"] }));
  expect(found).toEqual({ words: "CHROME_PATH names /opt/gone/chrome, which does not run." });
});

const places: [platform: NodeJS.Platform, environment: Machine["environment"], path: string][] = [
  ["linux", { PATH: "/usr/bin" }, "/usr/bin/chromium"],
  ["linux", { PATH: "/usr/bin:/usr/local/bin" }, "/usr/local/bin/google-chrome"],
  ["linux", { PATH: "/usr/bin" }, "/usr/bin/microsoft-edge"],
  ["linux", {}, "/snap/bin/chromium"],
  ["darwin", { HOME: "/Users/me" }, "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"],
  [
    "darwin",
    { HOME: "/Users/me" },
    "/Users/me/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
];
test.each(places)("on %s with %o, %s is found", (platform, environment, path) => {
  expect(findBrowser(machine({ platform, environment, programs: [path] })).path).toBe(path);
});

test("on Windows the three usual folders are searched", () => {
  const asked: string[] = [];
  const environment = { PROGRAMFILES: "P", "PROGRAMFILES(X86)": "X", LOCALAPPDATA: "L" };
  const searched: Machine = {
    platform: "win32",
    environment,
    isRoot: false,
    runs: (path) => asked.push(path) === 0,
  };
  expect(findBrowser(searched).path).toBeUndefined();
  expect(asked).toEqual(
    expect.arrayContaining([
      "P\\Google\\Chrome\\Application\\chrome.exe",
      "X\\Microsoft\\Edge\\Application\\msedge.exe",
    ]),
  );
});

test("Firefox alone is named, with the reason why it does not do", () => {
  const found = findBrowser(machine({ programs: ["/usr/bin/firefox"] }));
  expect(found.path).toBeUndefined();
  expect(found.words).toMatch(/only Firefox \(\/usr\/bin\/firefox\).*cannot drive/);
});

test("nothing at all is said too", () => {
  expect(findBrowser(machine({ programs: [] }))).toEqual({ words: "Found no Chrome, Chromium or Edge." });
});

test("as root with apt-get, Debian's chromium is installed; else Playwright's", () => {
  const debian = installationFor(machine({ isRoot: true, programs: ["/usr/bin/apt-get"] }));
  expect(debian.commands.map((command) => command.slice(0, 2).join(" "))).toEqual([
    "apt-get update",
    "apt-get install",
  ]);
  for (const other of [
    machine({ isRoot: false, programs: ["/usr/bin/apt-get"] }),
    machine({ isRoot: true, programs: [] }),
    machine({ platform: "darwin", isRoot: false, programs: [] }),
  ]) {
    expect(installationFor(other).commands[0]?.slice(-2)).toEqual(["install", "chromium"]);
  }
});
