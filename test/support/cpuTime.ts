/** How much work something is, whatever else the machine has to do meanwhile. */

/** The processor time that the present thread spends on something, milliseconds. */
export function cpuTime(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}
