/** A thread that never gets as far as answering. */
throw new Error("broken from the start");
