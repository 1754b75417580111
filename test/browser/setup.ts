/** Before all browser tests: the built page is served and a browser is at hand. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { obtainBrowser } from "../find-browser.ts";
import { serve } from "./static-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    pageUrl: string;
    browserPath: string;
    builtFolder: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dist = fileURLToPath(new URL("../../dist", import.meta.url));
  if (!existsSync(join(dist, "index.html")))
    throw new Error("the page is not built: run `npm run build` first");
  const server = await serve(dist);
  project.provide("pageUrl", server.url);
  project.provide("builtFolder", dist);
  project.provide(
    "browserPath",
    obtainBrowser((words) => console.log(words)),
  );
  return server.close;
}
