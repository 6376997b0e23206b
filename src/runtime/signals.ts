/** How somebody tells the program to end. */

/** Resolves with the first signal to stop; a second one ends the process as usual. */
export function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => resolve(signal));
  });
}
