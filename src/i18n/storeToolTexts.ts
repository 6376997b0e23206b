/** What the tools for the store say: the shape that each language fills. */
export type StoreToolTexts = {
  readonly backup: {
    readonly help: string;
    readonly copied: (file: string, megabytes: string) => string;
    readonly notAFile: string;
    readonly nothingThere: (path: string) => string;
    readonly exists: (file: string) => string;
    readonly failed: (file: string, reason: string) => string;
  };
  readonly migrate: {
    readonly help: string;
    /** An option that is missing, or holds no address of a store. */
    readonly badAddress: (option: string) => string;
    readonly sameStore: string;
    readonly nothingThere: (place: string) => string;
    readonly notEmpty: (place: string, table: string) => string;
    readonly notTheSame: (place: string, table: string) => string;
    /** `rows` of each table, as moved and compared. */
    readonly moved: (rows: Readonly<Record<string, number>>, place: string) => string;
  };
  /** What was typed cannot be read; `reason` is Node's, in English. */
  readonly badOptions: (reason: string) => string;
};
