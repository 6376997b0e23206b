/** The requests a bot made, newest last: what tests assert on and people inspect. */
import type { CheckedRequest, Violation } from '../conformance/types.ts';

/** Requests kept for whoever looks at them. */
const MOST_REQUESTS = 10_000;

/** One request, and how it was answered. */
export type LoggedRequest = CheckedRequest & {
  /** Method and path with every id and token as a placeholder, such as `POST /webhooks/:id/:token`. */
  readonly route: string;
  /** When it came, in milliseconds since the Unix epoch, of the world's clock. */
  readonly at: number;
  /** Of the answer; undefined until there is one, or when the connection was cut before. */
  status: number | undefined;
  /** Whether a limit, or a fault that plays one, refused it. */
  rateLimited: boolean;
  readonly violations: readonly Violation[];
};

/** Adds a request and forgets the oldest when there are many. */
export function keep(requests: LoggedRequest[], request: LoggedRequest): void {
  requests.push(request);
  if (requests.length > MOST_REQUESTS) requests.shift();
}

/** The route of a request. */
export function routeOf(method: string, path: string): string {
  const segments = path.split('/');
  const named = segments.map((segment, index) => {
    if (/^\d+$/.test(segment)) return ':id';
    const holdsToken = segments[index - 2] === 'webhooks' || segments[index - 2] === 'interactions';
    return holdsToken && segments[index - 3] === '' ? ':token' : decodeURIComponent(segment);
  });
  return `${method} ${named.join('/')}`;
}
