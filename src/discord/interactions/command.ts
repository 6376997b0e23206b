/**
 * The kit that commands are made with: one object a command holds its definition, its words, its options, their
 * completions and every handler, each of which gets exactly what was defined.
 */
import {
  type APIApplicationCommandOptionChoice,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord.js';
import type { Call } from '../../app/call.ts';
import { Refusal } from '../../app/problem.ts';
import type { Sentences } from '../../i18n/i18n.ts';
import type { Answer, CommandAnswer, SubmitAnswer } from './answer.ts';
import { type Described, describedAs } from './described.ts';
import type { Entered, FormCodec, FormInputs, InputValues } from './formCodec.ts';
import type { ButtonCodec, FieldValues, IdCodec, IdFields, MenuCodec } from './idCodec.ts';
import type { GivenOption, IsTrue, Option, Options, OptionValues } from './options.ts';

/** What every handler gets first. */
export type Context<Services> = {
  /** Who asks, and from where. */
  readonly call: Call;
  /** The sentences in their own language, for what only they read. */
  readonly words: Sentences;
  /** What the bot is built of. */
  readonly services: Services;
};

/** A completion: its name, 1 to 100 UTF-16 units, is shown; its value comes back. */
export type Completion = APIApplicationCommandOptionChoice<string>;

/** An option as it was given, by name; undefined where it was left out. */
export type GivenOptions = (name: string) => GivenOption | undefined;

/** What a chat command, or one of its subcommands, does. */
type Action<Services> = {
  /** @throws Refusal */
  readonly run: (context: Context<Services>, given: GivenOptions) => Promise<CommandAnswer>;
  /** What a half-typed option may mean, the best first. */
  readonly complete: (
    context: Context<Services>,
    option: string,
    typed: string,
    given: GivenOptions,
  ) => Promise<readonly Completion[]>;
};

/** An action with what people see of it, but for its name. */
type Subcommand<Services> = Action<Services> & {
  readonly definition: (name: string) => Omit<APIApplicationCommandSubcommandOption, 'type'>;
};

/** A button, a menu or a form, and what it does. All throw Refusal. */
export type ComponentHandler<Services> =
  | {
      readonly of: 'button';
      readonly codec: IdCodec;
      readonly run: (context: Context<Services>, id: string) => Promise<Answer>;
    }
  | {
      readonly of: 'menu';
      readonly codec: IdCodec;
      readonly run: (context: Context<Services>, id: string, chosen: readonly string[]) => Promise<Answer>;
    }
  | {
      readonly of: 'form';
      readonly codec: IdCodec;
      readonly run: (
        context: Context<Services>,
        id: string,
        entered: (name: string) => Entered,
      ) => Promise<SubmitAnswer>;
    };

/** A command that people type. */
export type ChatCommand<Services, Path extends string = string> = {
  readonly kind: 'chat';
  readonly definition: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** By what is typed without the slash, such as `thread replay`. */
  readonly actions: ReadonlyMap<Path, Action<Services>>;
  readonly handlers: readonly ComponentHandler<Services>[];
};

/** A command in the menu of a message. */
export type MessageCommand<Services> = {
  readonly kind: 'message';
  readonly definition: RESTPostAPIContextMenuApplicationCommandsJSONBody;
  /** Discord shows no description of it; the help does. */
  readonly does: Described['does'];
  /** Acts on the message with this id. @throws Refusal */
  readonly run: (context: Context<Services>, messageId: string) => Promise<CommandAnswer>;
  readonly handlers: readonly ComponentHandler<Services>[];
};

/** Any command. */
export type Command<Services> = ChatCommand<Services> | MessageCommand<Services>;

/** What is typed for a command, without the slash; never for a message command. */
export type PathOf<Some> = Some extends { readonly actions: ReadonlyMap<infer Path, unknown> } ? Path : never;

/** The options that Discord asks completions for. */
type Completing<Given> = {
  [Name in keyof Given]: Given[Name] extends Option<unknown, unknown, infer Completes>
    ? IsTrue<Completes> extends true
      ? Name
      : never
    : never;
}[keyof Given];

/** What the other options hold while one is being typed; undefined also for what is not a value yet. */
type HalfTyped<Given> = { readonly [Name in keyof Given]: OptionValues<Given>[Name] | undefined };

type Completer<Services, Given> = (
  context: Context<Services>,
  typed: string,
  others: HalfTyped<Given>,
) => Promise<readonly Completion[]>;

type ActionSpec<Services, Given extends Options> = {
  readonly options?: Given;
  readonly run: (context: Context<Services>, options: OptionValues<Given>) => Promise<CommandAnswer>;
} & ([Completing<Given>] extends [never]
  ? { readonly complete?: never }
  : { readonly complete: { readonly [Name in Completing<Given>]: Completer<Services, Given> } });

type NoOptions = Readonly<Record<never, Option>>;

type Shared<Services> = {
  /** Who sees the command until a server decides otherwise; everybody when left out (`topics/permissions`). */
  readonly memberPermissions?: bigint;
  readonly handlers?: readonly ComponentHandler<Services>[];
};

/** All commands are for servers, where the bot was added (`interactions/application-commands#contexts`). */
const forServers = {
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
};

/** The makers of commands whose handlers get these services. */
export function commandKit<Services>() {
  function subcommand<const Given extends Options = NoOptions>(
    spec: Described & ActionSpec<Services, Given>,
  ): Subcommand<Services> {
    const { ja, does, options, complete, run } = spec;
    // Without options `Given` is their absence, and nothing is read.
    const defined = options ?? ({} as Given);
    const completions = new Map<string, Completer<Services, Given>>(Object.entries(complete ?? {}));
    return {
      definition: (name) => ({
        ...describedAs(name, { ja, does }),
        ...(options && { options: Object.entries(options).map(([key, option]) => option.definition(key)) }),
      }),
      run: (context, given) => run(context, readOptions(defined, given)),
      complete: async (context, option, typed, given) =>
        completions.get(option)?.(context, typed, readHalfTyped(defined, given)) ?? [],
    };
  }
  return {
    subcommand,

    /** A command without subcommands. */
    chatCommand<const Name extends string, const Given extends Options = NoOptions>(
      name: Name,
      spec: Described & Shared<Services> & ActionSpec<Services, Given>,
    ): ChatCommand<Services, Name> {
      const { memberPermissions, handlers = [] } = spec;
      const action = subcommand<Given>(spec);
      return {
        kind: 'chat',
        definition: { ...action.definition(name), ...forServers, ...permitted(memberPermissions) },
        actions: new Map([[name, action]]),
        handlers,
      };
    },

    /** A command of several subcommands. */
    commandGroup<const Name extends string, const Subcommands extends Readonly<Record<string, Subcommand<Services>>>>(
      name: Name,
      spec: Described & Shared<Services> & { readonly subcommands: Subcommands },
    ): ChatCommand<Services, `${Name} ${keyof Subcommands & string}`> {
      const { ja, does, subcommands, memberPermissions, handlers = [] } = spec;
      const named = Object.entries(subcommands);
      return {
        kind: 'chat',
        definition: {
          ...describedAs(name, { ja, does }),
          ...forServers,
          ...permitted(memberPermissions),
          options: named.map(([key, { definition }]) => ({
            type: ApplicationCommandOptionType.Subcommand,
            ...definition(key),
          })),
        },
        // `Object.entries` does not tell that these are the names of the subcommands.
        actions: new Map(
          named.map(([key, action]) => [`${name} ${key}` as `${Name} ${keyof Subcommands & string}`, action]),
        ),
        handlers,
      };
    },

    /** A command in the menu of a message. */
    messageCommand(
      spec: Shared<Services> & {
        readonly name: { readonly en: string; readonly ja: string };
        readonly does: Described['does'];
        readonly run: MessageCommand<Services>['run'];
      },
    ): MessageCommand<Services> {
      const { name, does, memberPermissions, run, handlers = [] } = spec;
      return {
        kind: 'message',
        definition: {
          type: ApplicationCommandType.Message,
          name: name.en,
          name_localizations: { ja: name.ja },
          ...forServers,
          ...permitted(memberPermissions),
        },
        does,
        run,
        handlers,
      };
    },

    /** What a button does. */
    onPress<const Fields extends IdFields>(
      codec: ButtonCodec<Fields>,
      handle: (context: Context<Services>, values: FieldValues<Fields>) => Promise<Answer>,
    ): ComponentHandler<Services> {
      return { of: 'button', codec, run: (context, id) => handle(context, readId(codec, id)) };
    },

    /** What a menu does with what was chosen. */
    onChoice<const Fields extends IdFields, Value>(
      codec: MenuCodec<Fields, Value>,
      handle: (context: Context<Services>, values: FieldValues<Fields>, chosen: readonly Value[]) => Promise<Answer>,
    ): ComponentHandler<Services> {
      return {
        of: 'menu',
        codec,
        run: (context, id, chosen) =>
          handle(
            context,
            readId(codec, id),
            chosen.map((value) => known(codec.value.read(value))),
          ),
      };
    },

    /** What a form does with what was entered. */
    onSubmit<const Fields extends IdFields, const Inputs extends FormInputs>(
      codec: FormCodec<Fields, Inputs>,
      handle: (
        context: Context<Services>,
        values: FieldValues<Fields>,
        entered: InputValues<Inputs>,
      ) => Promise<SubmitAnswer>,
    ): ComponentHandler<Services> {
      return {
        of: 'form',
        codec,
        run: (context, id, entered) => handle(context, readId(codec, id), codec.entered(entered)),
      };
    },
  };
}

function permitted(memberPermissions: bigint | undefined) {
  return memberPermissions === undefined ? {} : { default_member_permissions: String(memberPermissions) };
}

function readOptions<Given extends Options>(options: Given, given: GivenOptions): OptionValues<Given> {
  return valuesOf(options, (name, option) => {
    const value = given(name);
    if (value) return option.read(value);
    if (option.required === true) throw new Refusal({ code: 'outdated' });
    return undefined;
  });
}

function readHalfTyped<Given extends Options>(options: Given, given: GivenOptions): HalfTyped<Given> {
  return valuesOf(options, (name, option) => {
    const value = given(name);
    try {
      return value && option.read(value);
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  });
}

/** The value of every option: of the type that the option reads, or undefined, as the caller sees to. */
function valuesOf<Given extends Options, Values>(
  options: Given,
  read: (name: string, option: Option) => unknown,
): Values {
  return Object.fromEntries(Object.entries(options).map(([name, option]) => [name, read(name, option)])) as Values;
}

function readId<Fields extends IdFields>(codec: IdCodec<Fields>, id: string): FieldValues<Fields> {
  return known(codec.read(id));
}

/** @throws Refusal for what this version does not write */
function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Refusal({ code: 'outdated' });
  return value;
}
