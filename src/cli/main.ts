/** The headless command: `npm run -s sandtable -- COMMAND`. */
import { main } from "./command.ts";
import { runnerFor } from "./runner-for.ts";

// A reader that has seen enough, such as `head`, closes the pipe: nothing is left to say.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

process.exitCode = await main(
  process.argv.slice(2),
  {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  },
  runnerFor,
);
