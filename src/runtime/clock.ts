/** Time as the parts that wait see it, so that tests and the sandbox can run it at another speed. */
export type Clock = {
  /** Milliseconds since the Unix epoch, as far as the machine knows: somebody may set its clock, forward or back. */
  now(): number;
  /**
   * Resolves once `ms` milliseconds have really passed, whatever {@link now} says meanwhile, or at once when `signal`
   * aborts; never rejects. The time a machine sleeps may not count.
   */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
};
