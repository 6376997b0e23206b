/** What the conformance checker is shown, and what it says. */

/** A REST request as the bot made it. */
export type CheckedRequest = {
  readonly method: string;
  /** After `/api/v10`, without the query, such as `/webhooks/1/abc`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The JSON body, or the `payload_json` of a multipart one; undefined if there is none. */
  readonly body: unknown;
  /** The files of a multipart body; sizes in bytes. */
  readonly files: readonly { readonly name: string; readonly size: number; readonly type: string }[];
};

/** One breach of Discord's contract, or of a policy. */
export type Violation = {
  /** A stable name for the rule. */
  readonly rule: string;
  /** Where in the body, a dotted path. */
  readonly at: string;
  /** What is wrong; rules of ours cite the page of Discord's documentation. */
  readonly message: string;
};

/** What a bot promises beyond Discord's contract: everything that a request breaks of it. */
export type Policy = (request: CheckedRequest) => readonly Violation[];
