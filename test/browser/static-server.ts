/** Serves the built page as any static host would, from a sub-folder, so that an absolute path in the build shows. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize, sep } from "node:path";

const contentTypes: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
};

/** Where the page stands below the server's root. */
const folder = "/planning/sandtable/";

/** Serves `directory`; the answer is the page's address. */
export async function serve(directory: string): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const path = pathname.startsWith(folder) ? pathname.slice(folder.length) || "index.html" : undefined;
    const file = path === undefined ? undefined : normalize(join(directory, decodeURIComponent(path)));
    const type = file === undefined ? undefined : contentTypes[extname(file)];
    try {
      if (!file?.startsWith(directory + sep) || !type) throw new Error("not a file of the page");
      const body = await readFile(file);
      response.writeHead(200, { "content-type": type, "x-content-type-options": "nosniff" }).end(body);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${folder}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
