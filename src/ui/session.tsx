/** The store in React: one context, one hook to read, one to act. */
import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";
import type { Language } from "../domain/text.ts";
import type { Actions, Sandtable } from "../store/sandtable.ts";
import type { State } from "../store/state.ts";

const Session = createContext<Sandtable | undefined>(undefined);

export function SessionProvider({ sandtable, children }: { sandtable: Sandtable; children: ReactNode }) {
  return <Session value={sandtable}>{children}</Session>;
}

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

export function useActions(): Actions {
  return useSession().actions;
}

export function useLanguage(): Language {
  return useSandtable((state) => state.language);
}
