/** What people see of a command or an option while they type, in both languages. */

/**
 * The Japanese name (1 to 32 letters, no capitals; the English one is the key that it stands under), and what it does in
 * 1 to 100 characters (`interactions/application-commands#application-command-object-application-command-naming`).
 */
export type Described = { readonly ja: string; readonly does: { readonly en: string; readonly ja: string } };

/** The same as Discord takes it. */
export function describedAs(name: string, { ja, does }: Described) {
  return {
    name,
    name_localizations: { ja },
    description: does.en,
    description_localizations: { ja: does.ja },
  };
}
