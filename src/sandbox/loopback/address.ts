/** Where the sandbox listens, and what it is called there. */

/** Whether a host stands for every address of the machine. */
export function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** Host and port as addresses name them, `[::1]:8787`; of every address the loopback one. */
export function authorityOf(host: string, port: number): string {
  const named = isEverywhere(host) ? '127.0.0.1' : host;
  return `${named.includes(':') ? `[${named}]` : named}:${port}`;
}
