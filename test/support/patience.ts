/**
 * How long tests wait for what must happen, milliseconds. It says nothing of how fast anything is: a machine that runs many
 * tests at a time may stall for seconds, and what never happens is only known a little later.
 */
export const PATIENCE = 60_000;
