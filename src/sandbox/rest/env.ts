/** The variables that a request carries to its handler. */
export type Env = { Variables: { body: unknown } };
