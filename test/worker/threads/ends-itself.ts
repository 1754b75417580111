/** A thread that ends before it answers, without an error. */
process.exit(0);
