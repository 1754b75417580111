/** The page's one verification: it outlives the view, so that nothing is lost by looking at another one. */
import { useSyncExternalStore } from "react";
import type { Sandtable } from "../../store/sandtable.ts";
import { Verification, type VerificationState } from "../../store/verification.ts";
import { useSession } from "../session.tsx";

const known = new WeakMap<Sandtable, Verification>();

export function useVerification(): Verification {
  const sandtable = useSession();
  const verification = known.get(sandtable) ?? new Verification(sandtable);
  known.set(sandtable, verification);
  return verification;
}

/** Part of its state. `select` must return the same value for the same state. */
export function useVerified<Part>(select: (state: VerificationState) => Part): Part {
  const { store } = useVerification();
  const read = () => select(store.getState());
  return useSyncExternalStore(store.subscribe, read, read);
}
