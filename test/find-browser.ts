/** Finds a browser that the tests can drive, or installs one, saying what it does. */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, posix, win32 } from "node:path";
import { chromium } from "playwright-core";

/** What the search needs to know of the machine. */
export type Machine = {
  platform: NodeJS.Platform;
  environment: Record<string, string | undefined>;
  isRoot: boolean;
  /** True where there is a program at this path that runs. */
  runs(path: string): boolean;
};

export type Search = {
  /** A browser of the Chromium family. */
  path?: string;
  /** What to tell the reader on the way: what was taken, or why none would do. */
  words: string;
};

/** Programs of the Chromium family by their name on the search path, the usual ones first. */
const names = [
  "google-chrome-stable",
  "google-chrome",
  "chromium",
  "chromium-browser",
  "microsoft-edge-stable",
  "microsoft-edge",
];

const applications = ["Google Chrome", "Chromium", "Microsoft Edge"];

const windowsPrograms = [
  ["Google", "Chrome", "Application", "chrome.exe"],
  ["Chromium", "Application", "chrome.exe"],
  ["Microsoft", "Edge", "Application", "msedge.exe"],
];

/** Looks in CHROME_PATH, then where browsers are installed; never installs. */
export function findBrowser(machine: Machine): Search {
  const named = machine.environment.CHROME_PATH;
  if (named) {
    return machine.runs(named)
      ? { path: named, words: `Browser: ${named} (CHROME_PATH)` }
      : { words: `CHROME_PATH names ${named}, which does not run.` };
  }
  const path = placesOf(machine).find(machine.runs);
  if (path) return { path, words: `Browser: ${path}` };
  const firefox = firefoxPlacesOf(machine).find(machine.runs);
  return {
    words: firefox
      ? `Found only Firefox (${firefox}), which playwright-core cannot drive as it is installed; the tests need a Chrome, Chromium or Edge.`
      : "Found no Chrome, Chromium or Edge.",
  };
}

/** The command that installs a browser here, and the words that announce it. */
export function installationFor(machine: Machine): { commands: string[][]; words: string } {
  if (machine.platform === "linux" && machine.isRoot && machine.runs("/usr/bin/apt-get")) {
    return {
      commands: [
        ["apt-get", "update"],
        ["apt-get", "install", "-y", "--no-install-recommends", "chromium"],
      ],
      words: "Installing Debian's chromium: apt-get update && apt-get install -y chromium",
    };
  }
  const installer = `${dirname(createRequire(import.meta.url).resolve("playwright-core/package.json"))}/cli.js`;
  return {
    commands: [[process.execPath, installer, "install", "chromium"]],
    words: "Installing a Chromium by Playwright's installer: npx playwright-core install chromium",
  };
}

/** The path of a browser, installed first where there is none. Throws where that fails. */
export function obtainBrowser(say: (words: string) => void): string {
  const found = findBrowser(thisMachine);
  say(found.words);
  if (found.path) return found.path;
  if (thisMachine.environment.CHROME_PATH) throw new Error(found.words);
  const { commands, words } = installationFor(thisMachine);
  say(words);
  for (const [command, ...rest] of commands) {
    const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const { status, error } = spawnSync(command as string, rest, { stdio: "inherit", env: environment });
    if (status !== 0) throw new Error(`${command} failed: ${error?.message ?? `exit code ${status}`}`);
  }
  const installed = findBrowser(thisMachine);
  say(installed.words);
  if (!installed.path) throw new Error("the installed browser was not found");
  return installed.path;
}

function placesOf({ platform, environment }: Machine): string[] {
  const own = playwrightsOwn();
  if (platform === "win32") {
    const folders = [environment.PROGRAMFILES, environment["PROGRAMFILES(X86)"], environment.LOCALAPPDATA];
    const programs = folders.flatMap((folder) =>
      folder ? windowsPrograms.map((parts) => win32.join(folder, ...parts)) : [],
    );
    return [...programs, ...own];
  }
  if (platform === "darwin") {
    const folders = ["/Applications", posix.join(environment.HOME ?? "", "Applications")];
    const programs = folders.flatMap((folder) =>
      applications.map((name) => posix.join(folder, `${name}.app`, "Contents", "MacOS", name)),
    );
    return [...programs, ...own];
  }
  return [...onSearchPath(names, environment), "/opt/google/chrome/chrome", "/snap/bin/chromium", ...own];
}

function firefoxPlacesOf({ platform, environment }: Machine): string[] {
  if (platform === "win32")
    return [win32.join(environment.PROGRAMFILES ?? "C:\\Program Files", "Mozilla Firefox", "firefox.exe")];
  if (platform === "darwin") return ["/Applications/Firefox.app/Contents/MacOS/firefox"];
  return onSearchPath(["firefox", "firefox-esr"], environment);
}

function onSearchPath(programs: string[], environment: Machine["environment"]): string[] {
  const folders = (environment.PATH ?? "").split(posix.delimiter).filter((folder) => folder !== "");
  return programs.flatMap((program) => folders.map((folder) => posix.join(folder, program)));
}

function playwrightsOwn(): string[] {
  const path = chromium.executablePath();
  return path ? [path] : [];
}

/** Some distributions install a stand-in that only says where to get the browser: being there is not enough. */
function runs(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return false;
  }
  // On Windows a browser asked for its version opens a window instead.
  return process.platform === "win32" || spawnSync(path, ["--version"], { timeout: 30_000 }).status === 0;
}

const thisMachine: Machine = {
  platform: process.platform,
  environment: process.env,
  isRoot: process.getuid?.() === 0,
  runs,
};
