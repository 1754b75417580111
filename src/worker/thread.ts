/** A thread as the supervisor sees it: the same for a browser's Worker and Node's. */
import type { Endpoint } from "comlink";

export type Thread = {
  /** Where Comlink talks to the code inside. */
  endpoint: Endpoint;
  /**
   * Calls `listener` when the thread is known to be of no further use: an uncaught error, a message that cannot be
   * read, its end. Not every end is reported (a browser's worker may close itself in silence), hence the deadlines.
   * The returned function removes what it added.
   */
  onLost(listener: (reason: string) => void): () => void;
  /** Ends the thread at once; harmless when it has already ended. */
  terminate(): void;
};

/** Starts a thread. It may throw, and the thread may turn out to be lost. */
export type Spawn = () => Thread;
