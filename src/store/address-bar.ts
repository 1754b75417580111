/** Keeps the address telling what is on the page: at most one write per half second, read back, because browsers drop writes. */
import type { Scenario } from "../domain/scenario.ts";
import type { Language } from "../domain/text.ts";
import { writeAddress } from "../link/address.ts";
import { encodeLink } from "../link/link.ts";
import { type View, writeView } from "./view.ts";

/** The browser's address bar. `replace` may throw or do nothing; both happen to pages that write often. */
export type AddressPort = {
  /** The fragment from "#", or "". */
  read(): string;
  replace(fragment: string): void;
  /** The whole address with this fragment. */
  withFragment(fragment: string): string;
  /** Calls back when the reader, not the page, changed the fragment. */
  onChange(listener: () => void): void;
};

/** Calls `action` after some milliseconds. */
export type Later = (milliseconds: number, action: () => void) => void;

const writePauseMs = 500;
const retryPauseMs = 5000;

type Shown = { scenario: Scenario; language: Language; view: View };

/** The address bar of a page. @param shown what is on the page now */
export function createAddressBar(port: AddressPort, later: Later, shown: () => Shown) {
  let due = false;
  let paused = false;
  /** The address as the page last left or read it: another one is the reader's, who comes first. */
  let known = port.read();

  const fragment = () => {
    const { scenario, language, view } = shown();
    const text = writeView(view);
    return writeAddress({ link: encodeLink(scenario), language, ...(text !== undefined && { view: text }) });
  };

  const pause = (milliseconds: number) => {
    paused = true;
    later(milliseconds, () => {
      paused = false;
      if (due && port.read() === known) write();
    });
  };

  const write = () => {
    due = false;
    const wanted = fragment();
    try {
      port.replace(wanted);
    } catch {
      // Judged by reading back.
    }
    known = port.read();
    const written = known === wanted;
    due = !written;
    pause(written ? writePauseMs : retryPauseMs);
  };

  return {
    /** The address as it now is, to be opened. */
    read(): string {
      known = port.read();
      return known;
    },
    /** Notes that the page shows something else; the address follows within half a second. */
    changed(): void {
      due = true;
      if (!paused) pause(writePauseMs);
    },
    /** Writes at once, and returns the whole address, right even where the browser refused the write. */
    flush(): string {
      const wanted = fragment();
      write();
      return port.withFragment(wanted);
    },
  };
}
