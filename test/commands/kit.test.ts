import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../support/compiler.ts';

const kit = `
import { commandGroup, messageCommand, onPress, subcommand } from '~/commands/kit.ts';
import type { CommandPath } from '~/commands/index.ts';
import { toCaller } from '~/src/discord/interactions/answer.ts';
import { choice, integer, text, yesOrNo } from '~/src/discord/interactions/options.ts';
import { button, notice } from '~/src/discord/views/parts.ts';
import { openThread } from '~/src/discord/views/threads.ts';
import { Pace } from '~/src/replay/post.ts';
const described = { ja: '名', does: { en: 'What it does', ja: '説明' } };
const answer = toCaller(notice('Done.'));
const takes = (_: string) => answer;
`;

/** A subcommand with options, some of its parts given otherwise. */
const search = ({ words = 'text(described)', complete = '{ thread: async () => [] }', run = 'async () => answer' }) => `
${kit}
export const search = subcommand({
  ...described,
  options: {
    words: ${words},
    thread: text({ ...described, required: true, completes: true }),
    pace: choice({ ...described, values: Pace.options, names: ({ pace }) => pace }),
    private: yesOrNo(described),
  },
  complete: ${complete},
  run: ${run},
});`;

const right = {
  'a subcommand as it should be': search({
    run: 'async (_, { words, thread, pace }) => takes([words ?? "", thread.trim(), pace === "fast" ? 1 : 2].join())',
    complete: '{ thread: async ({ call }, typed, { words }) => [{ name: words ?? call.id, value: typed }] }',
  }),
  'the path of a command as it should be': `${kit} export const path: CommandPath = 'thread search';`,
  'a button as it should be': `${kit}
    export const id = openThread.id({ threadId: 'x', page: 1 });
    export const press = onPress(openThread, async (_, { threadId, page }) => takes(threadId + page.toFixed()));
    export const drawn = button('Read', id);`,
};

/** Each with what the compiler must say to it. */
const wrong: Record<string, [code: string, message: RegExp]> = {
  'the path of a misspelt subcommand': [
    `${kit} export const path: CommandPath = 'thread serach';`,
    /'"thread serach"' is not assignable/,
  ],
  'a subcommand whose handler is misspelt': [
    `${kit} export const list = subcommand({ ...described, rnu: async () => answer });`,
    /'rnu' does not exist/,
  ],
  'a subcommand without a Japanese name': [
    `${kit} export const list = subcommand({ does: described.does, run: async () => answer });`,
    /Property 'ja' is missing/,
  ],
  'an option without a Japanese description': [
    `${kit} export const words = text({ ja: '名', does: { en: 'What it does' } });`,
    /Property 'ja' is missing/,
  ],
  'a choice without its names': [
    `${kit} export const pace = choice({ ...described, values: ['fast', 'hasty'], names: ({ pace }) => pace });`,
    /Property 'hasty' is missing/,
  ],
  'a handler that reads a misspelt option': [
    search({ run: 'async (_, options) => takes(options.wrods ?? "")' }),
    /Property 'wrods' does not exist/,
  ],
  'a handler that takes an option for granted which may be left out': [
    search({ run: 'async (_, { words }) => takes(words)' }),
    /Type 'undefined' is not assignable to type 'string'/,
  ],
  'a handler that takes a number for a text': [
    search({ words: 'integer({ ...described, required: true })', run: 'async (_, { words }) => takes(words)' }),
    /'number' is not assignable to parameter of type 'string'/,
  ],
  'a handler that compares a choice with what is none': [
    search({ run: 'async (_, { pace }) => takes(pace === "hasty" ? "" : "x")' }),
    /no overlap/,
  ],
  'a completion of an option that does not complete': [
    search({ complete: '{ thread: async () => [], words: async () => [] }' }),
    /'words' does not exist/,
  ],
  'a completion that asks for a misspelt option': [
    search({ complete: '{ thread: async (_, typed, { wrods }) => [{ name: typed, value: wrods }] }' }),
    /'wrods' does not exist/,
  ],
  'an option that completes, without a completion': [search({ complete: '{}' }), /Property 'thread' is missing/],
  'a truth that completes': [
    `${kit} export const sure = yesOrNo({ ...described, completes: true });`,
    /'completes' does not exist/,
  ],
  'an id with a misspelt field': [
    `${kit} export const id = openThread.id({ thraedId: 'x', page: 1 });`,
    /'thraedId' does not exist/,
  ],
  'an id without one of its fields': [
    `${kit} export const id = openThread.id({ threadId: 'x' });`,
    /Property 'page' is missing/,
  ],
  'a button’s handler that reads a misspelt field': [
    `${kit} export const press = onPress(openThread, async (_, { thraedId }) => takes(thraedId));`,
    /Property 'thraedId' does not exist/,
  ],
  'a button with an id that no codec wrote': [
    `${kit} export const drawn = button('Read', 'show:x:1');`,
    /'string' is not assignable to parameter of type 'ButtonId'/,
  ],
  'a command that changes a message which is not there': [
    `${kit} export const list = subcommand({ ...described, run: async () => ({ kind: 'update', view: notice('x') }) });`,
    /is not assignable to type 'CommandAnswer'/,
  ],
};

describe('what commands are made with', () => {
  let messages: Record<string, string[]>;

  beforeAll(async () => {
    const codes = Object.entries(wrong).map(([name, [code]]) => [name, code]);
    messages = await compile({ ...right, ...Object.fromEntries(codes) });
  });

  it.each(Object.keys(right))('the compiler accepts %s', (name) => {
    expect(messages[name]).toEqual([]);
  });

  it.each(Object.entries(wrong).map(([name, [, message]]) => [name, message] as const))(
    'the compiler refuses %s',
    (name, message) => {
      expect(messages[name]).toEqual([expect.stringMatching(message)]);
    },
  );
});
