/** Version of the engine: changes whenever the same scenario may give other numbers. */
export const engineVersion = "1.2.0";
