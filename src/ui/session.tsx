/** The store in React: one context, one hook to read, one to act. */
import { createContext, type ReactNode, useContext, useRef, useSyncExternalStore } from "react";
import type { Language } from "../domain/text.ts";
import type { Tracer } from "../domain/trace.ts";
import type { Sheet } from "../store/history.ts";
import type { Actions, Sandtable } from "../store/sandtable.ts";
import type { State } from "../store/state.ts";

/** What single views ask beside the store; each is loaded when it is first called. */
export type Ports = { openTracer: () => Promise<Tracer> };

const Session = createContext<Sandtable | undefined>(undefined);
const PortsOfViews = createContext<Ports | undefined>(undefined);

type Props = { sandtable: Sandtable; ports?: Ports; children: ReactNode };

export function SessionProvider({ sandtable, ports, children }: Props) {
  return (
    <Session value={sandtable}>
      <PortsOfViews value={ports}>{children}</PortsOfViews>
    </Session>
  );
}

/** What the page asks of the browser beside drawing. */
export function usePorts(): Ports {
  const ports = useContext(PortsOfViews);
  if (!ports) throw new Error("no ports for views");
  return ports;
}

/** The store and its actions. @throws Error outside of a `SessionProvider` */
export function useSession(): Sandtable {
  const session = useContext(Session);
  if (!session) throw new Error("no SessionProvider above");
  return session;
}

/** Part of the state. `select` must return the same value for the same state: a primitive, or something stored. */
export function useSandtable<Part>(select: (state: State) => Part): Part {
  const { store } = useSession();
  const read = () => select(store.getState());
  return useSyncExternalStore(store.subscribe, read, read);
}

/** As `useSandtable`, for what depends on the scenario and its baseline alone: not looked at again when a run answers. */
export function useSheet<Part>(select: (sheet: Sheet) => Part): Part {
  const { store } = useSession();
  const known = useRef<{ sheet: Sheet; select: typeof select; part: Part }>(undefined);
  const read = () => {
    const { scenario, baseline } = store.getState();
    const last = known.current;
    if (last?.sheet.scenario === scenario && last.sheet.baseline === baseline && last.select === select)
      return last.part;
    const sheet = { scenario, baseline };
    const part = select(sheet);
    known.current = { sheet, select, part };
    return part;
  };
  return useSyncExternalStore(store.subscribe, read, read);
}

/** What a person can do on the page. */
export function useActions(): Actions {
  return useSession().actions;
}

/** The language that the page is in. */
export function useLanguage(): Language {
  return useSandtable((state) => state.language);
}
