/** Starts the browser that drives the built page. */
import { type Browser, chromium } from "playwright-core";

/** Quiet, and without the sandbox where the user is root, as it would not start otherwise. */
export function startChromium(executablePath: string): Promise<Browser> {
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({
    executablePath,
    args: [
      ...asRoot,
      "--headless=new",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}
