import { ApplicationCommandType, ButtonStyle, ComponentType, InteractionResponseType, MessageFlags } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { checkRequest } from '../../../../src/sandbox/loopback/conformance/check.ts';

const silent = { allowed_mentions: { parse: [] } };
const text = (content = 'Hi') => ({ type: ComponentType.TextDisplay, content });
const button = (custom_id = 'a', more = {}) => ({
  type: ComponentType.Button,
  style: ButtonStyle.Primary,
  label: 'Go',
  custom_id,
  ...more,
});
const row = (...components: object[]) => ({ type: ComponentType.ActionRow, components });
const v2 = (...components: object[]) => ({ ...silent, flags: MessageFlags.IsComponentsV2, components });
const reply = (data: object) => ({ type: InteractionResponseType.ChannelMessageWithSource, data });
const command = (more = {}) => [{ name: 'thread', description: 'Threads', ...more }];
const option = (more = {}) => ({ type: 3, name: 'value', description: 'A value', ...more });
const png = (bytes: number) => `data:image/png;base64,${Buffer.alloc(bytes).toString('base64')}`;

const message = 'POST /channels/1/messages';
const edit = 'PATCH /channels/1/messages/2';
const execute = 'POST /webhooks/1/token?wait=true';
const callback = 'POST /interactions/1/token/callback';
const commands = 'PUT /applications/1/commands';
const emojis = 'POST /applications/1/emojis';
const webhooks = 'POST /channels/1/webhooks';
const threads = 'POST /channels/1/threads';
const history = 'GET /channels/1/messages';

const menu = (more = {}) => ({
  type: ComponentType.StringSelect,
  custom_id: 'menu',
  options: [
    { label: 'A', value: 'a' },
    { label: 'B', value: 'b' },
  ],
  ...more,
});
const field = (more = {}) => ({ type: ComponentType.TextInput, custom_id: 'field', style: 1, ...more });
const labelled = (component: object, label = 'Words') => ({ type: ComponentType.Label, label, component });
const modal = (...components: object[]) => ({
  type: InteractionResponseType.Modal,
  data: { custom_id: 'form', title: 'Form', components },
});
const inMenu = (more = {}) => [{ type: ApplicationCommandType.Message, name: 'Translate', ...more }];

function rulesBroken(route: string, body?: unknown): string[] {
  const [method = '', target = ''] = route.split(' ');
  const [path = '', query] = target.split('?');
  return checkRequest({ method, path, query: new URLSearchParams(query), body, files: [] }).map(({ rule }) => rule);
}

describe('a good request is never flagged', () => {
  it.each<[string, string, unknown]>([
    ['a plain message', message, { ...silent, content: 'Hi' }],
    ['what discord.js adds to it', message, { ...silent, content: 'Hi', tts: false, enforce_nonce: false }],
    ['content of exactly 2,000', message, { ...silent, content: 'x'.repeat(2_000) }],
    ['an embed', message, { ...silent, embeds: [{ title: 'T', description: 'D' }] }],
    ['components of the second kind', message, v2(text(), row(button()))],
    [
      'a container with everything in it',
      message,
      v2({
        type: ComponentType.Container,
        accent_color: 1,
        components: [
          text(),
          { type: ComponentType.Separator },
          { type: ComponentType.Section, components: [text()], accessory: button() },
          row(button('b')),
        ],
      }),
    ],
    ['forty components', message, v2(...Array.from({ length: 40 }, () => text('x')))],
    ['4,000 characters of text', message, v2(text('x'.repeat(4_000)))],
    [
      'a link button',
      message,
      v2(row({ type: ComponentType.Button, style: ButtonStyle.Link, label: 'Go', url: 'https://example.com' })),
    ],
    ['five buttons', message, v2(row(...['a', 'b', 'c', 'd', 'e'].map((id) => button(id))))],
    ['an edit', edit, v2(text())],
    [
      'a webhook’s post',
      execute,
      { ...silent, content: 'Hi', username: 'Bob', avatar_url: 'https://example.com/a.png' },
    ],
    ['a webhook’s post into a ThreadChannel', `${execute}&thread_id=3`, { ...silent, content: 'Hi' }],
    [
      'a private answer',
      callback,
      reply({ ...v2(text()), flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral }),
    ],
    ['an updated message', callback, { type: InteractionResponseType.UpdateMessage, data: v2(text()) }],
    [
      'choices',
      callback,
      {
        type: InteractionResponseType.ApplicationCommandAutocompleteResult,
        data: { choices: [{ name: 'A', value: 'a' }] },
      },
    ],
    [
      'no choices',
      callback,
      { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices: [] } },
    ],
    [
      'a command with Japanese names',
      commands,
      command({ name_localizations: { ja: 'スレッド' }, description_localizations: { ja: '説明' } }),
    ],
    ['a command with options', commands, command({ options: [option({ required: true }), option({ name: 'other' })] })],
    [
      'a command for managers',
      commands,
      command({ default_member_permissions: '32', contexts: [0], integration_types: [0] }),
    ],
    ['a command with subcommands', commands, command({ options: [{ type: 1, name: 'list', description: 'All' }] })],
    [
      'a message command with capitals, spaces and no description',
      commands,
      inMenu({ name: 'Translate this', name_localizations: { ja: '翻訳 する' }, contexts: [0] }),
    ],
    ['a command and a message command of one name', commands, [...command(), ...inMenu({ name: 'thread' })]],
    ['an answer put off', callback, { type: InteractionResponseType.DeferredChannelMessageWithSource }],
    ['a private answer put off', callback, { type: 5, data: { flags: MessageFlags.Ephemeral } }],
    ['a post that notifies nobody', execute, { ...silent, content: 'Hi', flags: MessageFlags.SuppressNotifications }],
    ['the channels of a server', 'GET /guilds/1/channels', undefined],
    ['why things were done', 'GET /guilds/1/audit-logs?action_type=50&limit=10', undefined],
    [
      'a command that takes text files alone',
      commands,
      command({ options: [option({ type: 11, file_types: ['.txt', '.json'] })] }),
    ],
    [
      'a modal that takes files',
      callback,
      modal(labelled({ type: ComponentType.FileUpload, custom_id: 'f', max_values: 3, file_types: ['.txt'] })),
    ],
    ['an update put off', callback, { type: InteractionResponseType.DeferredMessageUpdate }],
    ['an answer that asks what it made', `${callback}?with_response=true`, reply(v2(text()))],
    ['a menu', message, v2(row(menu({ placeholder: 'Choose', min_values: 0, max_values: 2 })))],
    ['a menu of channels', message, v2(row({ type: ComponentType.ChannelSelect, custom_id: 'c', channel_types: [0] }))],
    [
      'a portrait beside a text',
      message,
      v2({
        type: ComponentType.Section,
        components: [text()],
        accessory: { type: ComponentType.Thumbnail, media: { url: 'https://example.com/a.png' } },
      }),
    ],
    ['a modal', callback, modal(labelled(field({ min_length: 1, max_length: 20, required: true })))],
    ['a modal with a menu', callback, modal(labelled(menu()), labelled(field()))],
    ['a new ThreadChannel', threads, { name: 'Talk', type: 11, auto_archive_duration: 1_440 }],
    ['a new post in a forum', threads, { name: 'Talk', message: { ...silent, content: 'Hi' }, applied_tags: ['1'] }],
    ['a ThreadChannel from a message', 'POST /channels/1/messages/2/threads', { name: 'Talk' }],
    ['an archived ThreadChannel', 'PATCH /channels/1', { archived: true }],
    ['a webhook’s message deleted in a ThreadChannel', 'DELETE /webhooks/1/token/messages/2?thread_id=3', undefined],
    ['commands with their localisations', 'GET /applications/1/commands?with_localizations=true', undefined],
    ['a face', emojis, { name: 'face_1', image: png(1_000) }],
    ['a face that discord.js calls a jpg', emojis, { name: 'face_1', image: png(9).replace('png', 'jpg') }],
    ['a new webhook', webhooks, { name: 'Reprise' }],
    ['a look into a channel', 'GET /channels/1/messages?after=2&limit=100', undefined],
    ['one message', 'GET /channels/1/messages/2', undefined],
    ['typing', 'POST /channels/1/typing', undefined],
    ['the answer of an interaction', 'GET /webhooks/1/token/messages/%40original', undefined],
  ])('a good request is never flagged: %s', (_, route, body) => {
    expect(rulesBroken(route, body)).toEqual([]);
  });
});

describe('a bad request is flagged', () => {
  it.each<[string, string, unknown, string]>([
    ['a route that does not exist', 'POST /channels/1/nonsense', {}, 'unknown-route'],
    ['a method that a route does not take', 'PUT /channels/1/messages', {}, 'unknown-route'],
    ['a body where none belongs', 'GET /channels/1', { a: 1 }, 'no-body'],
    ['an empty message', message, silent, 'empty-message'],
    ['an unknown field', message, { ...silent, content: 'Hi', colour: 1 }, 'schema'],
    ['content that is no text', message, { ...silent, content: 5 }, 'schema'],
    ['content of 2,001', message, { ...silent, content: 'x'.repeat(2_001) }, 'content-length'],
    ['eleven embeds', message, { ...silent, embeds: Array.from({ length: 11 }, () => ({ title: 'T' })) }, 'schema'],
    [
      'embeds of over 6,000 in all',
      message,
      { ...silent, embeds: [{ description: 'x'.repeat(4_000) }, { description: 'x'.repeat(2_001) }] },
      'embed-total',
    ],
    ['content beside components of the second kind', message, { ...v2(text()), content: 'Hi' }, 'v2-alone'],
    ['embeds beside them', message, { ...v2(text()), embeds: [{ title: 'T' }] }, 'v2-alone'],
    ['such components without the flag', message, { ...silent, components: [text()] }, 'v2-flag'],
    ['forty-one components', message, v2(...Array.from({ length: 41 }, () => text('x'))), 'components-total'],
    ['4,001 characters of text', message, v2(text('x'.repeat(4_000)), text('x')), 'text-total'],
    ['an empty text', message, v2(text('')), 'schema'],
    [
      'six buttons in a row',
      message,
      v2(row(...['a', 'b', 'c', 'd', 'e', 'f'].map((id) => button(id)))),
      'buttons-in-row',
    ],
    ['a row of nothing', message, v2(row()), 'schema'],
    ['one custom id twice', message, v2(row(button('a'), button('a'))), 'unique-custom-id'],
    ['a custom id of 101', message, v2(row(button('x'.repeat(101)))), 'schema'],
    ['a label of 81', message, v2(row(button('a', { label: 'x'.repeat(81) }))), 'button-label'],
    [
      'a button without a face',
      message,
      v2(row({ type: ComponentType.Button, style: 1, custom_id: 'a' })),
      'button-face',
    ],
    ['a button without an id', message, v2(row({ type: ComponentType.Button, style: 1, label: 'Go' })), 'button-id'],
    [
      'a link button with an id',
      message,
      v2(row({ type: ComponentType.Button, style: 5, label: 'Go', url: 'https://a.b', custom_id: 'a' })),
      'link-button',
    ],
    [
      'a link button without a link',
      message,
      v2(row({ type: ComponentType.Button, style: 5, label: 'Go' })),
      'link-button',
    ],
    ['a button outside of a row', message, v2(button()), 'schema'],
    ['a name with discord in it', execute, { ...silent, content: 'Hi', username: 'A Discord fan' }, 'webhook-name'],
    ['a name with clyde in it', execute, { ...silent, content: 'Hi', username: 'Clyde' }, 'webhook-name'],
    ['the name here', execute, { ...silent, content: 'Hi', username: 'here' }, 'webhook-name'],
    ['the name everyone', execute, { ...silent, content: 'Hi', username: 'Everyone' }, 'webhook-name'],
    ['a name of 81', execute, { ...silent, content: 'Hi', username: 'x'.repeat(81) }, 'webhook-name'],
    ['a blank name', execute, { ...silent, content: 'Hi', username: ' ' }, 'webhook-name'],
    ['an empty post', execute, { ...silent, username: 'Bob' }, 'empty-message'],
    ['a webhook without a name', webhooks, {}, 'webhook-name'],
    ['a webhook named after Discord', webhooks, { name: 'discord bridge' }, 'webhook-name'],
    ['an answer of an unknown type', callback, { type: 99, data: {} }, 'callback-type'],
    ['an empty answer', callback, reply(silent), 'empty-message'],
    [
      'twenty-six choices',
      callback,
      { type: 8, data: { choices: Array.from({ length: 26 }, (_, n) => ({ name: `${n}`, value: `${n}` })) } },
      'choices',
    ],
    ['a choice without a name', callback, { type: 8, data: { choices: [{ name: '', value: 'a' }] } }, 'choices'],
    ['a choice of 101', callback, { type: 8, data: { choices: [{ name: 'x'.repeat(101), value: 'a' }] } }, 'choices'],
    ['a command with capitals', commands, command({ name: 'Thread' }), 'command-name'],
    ['a command with a blank in its name', commands, command({ name: 'a b' }), 'command-name'],
    ['a command of 33', commands, command({ name: 'x'.repeat(33) }), 'command-name'],
    ['a Japanese name with a blank', commands, command({ name_localizations: { ja: 'ス レ' } }), 'command-name'],
    ['a command without a description', commands, command({ description: '' }), 'description'],
    ['a description of 101', commands, command({ description: 'x'.repeat(101) }), 'description'],
    ['a locale that does not exist', commands, command({ name_localizations: { jp: 'x' } }), 'locale'],
    [
      'twenty-six options',
      commands,
      command({ options: Array.from({ length: 26 }, (_, n) => option({ name: `o${n}` })) }),
      'schema',
    ],
    ['two options of one name', commands, command({ options: [option(), option()] }), 'unique-name'],
    [
      'a required option after another',
      commands,
      command({ options: [option(), option({ name: 'b', required: true })] }),
      'required-first',
    ],
    [
      'a choice’s value of 101',
      commands,
      command({ options: [option({ choices: [{ name: 'A', value: 'x'.repeat(101) }] })] }),
      'choice-value',
    ],
    ['permissions as a number', commands, command({ default_member_permissions: 32 }), 'schema'],
    [
      'over 8,000 characters',
      commands,
      command({
        options: Array.from({ length: 25 }, (_, n) =>
          option({
            name: `o${n}`,
            choices: Array.from({ length: 25 }, (_, c) => ({ name: `${c}`.padStart(20, 'x'), value: `${c}` })),
          }),
        ),
      }),
      'command-size',
    ],
    ['two commands of one name', commands, [...command(), ...command()], 'unique-command'],
    ['an emoji with a blank', emojis, { name: 'a b', image: png(9) }, 'emoji-name'],
    ['an emoji of one letter', emojis, { name: 'a', image: png(9) }, 'emoji-name'],
    ['an emoji of over 256 KiB', emojis, { name: 'face', image: png(256 * 1024 + 1) }, 'emoji-image'],
    ['an avatar that is no address', execute, { ...silent, content: 'Hi', avatar_url: 'face.png' }, 'address'],
    [
      'a link to nowhere',
      message,
      v2(row({ type: ComponentType.Button, style: 5, label: 'Go', url: 'nowhere' })),
      'address',
    ],
    ['flags with a fraction', message, { ...silent, content: 'Hi', flags: 0.5 }, 'flags'],
    ['a command that does not say what it does', commands, [{ name: 'thread' }], 'description'],
    [
      'choices that are completed too',
      commands,
      command({ options: [option({ autocomplete: true, choices: [{ name: 'A', value: 'a' }] })] }),
      'choices-or-completion',
    ],
    ['a message command with a description', commands, inMenu({ description: 'Translates' }), 'menu-command'],
    ['a message command with options', commands, inMenu({ options: [option()] }), 'menu-command'],
    ['a message command without a name', commands, inMenu({ name: ' ' }), 'command-name'],
    ['a message command of 33', commands, inMenu({ name: 'x'.repeat(33) }), 'command-name'],
    ['a locale that no message command has', commands, inMenu({ name_localizations: { jp: 'x' } }), 'locale'],
    ['two message commands of one name', commands, [...inMenu(), ...inMenu()], 'unique-command'],
    ['an answer put off with content', callback, { type: 5, data: { content: 'Hi' } }, 'deferral'],
    ['an answer put off with components’ flag', callback, { type: 5, data: { flags: 32_768 } }, 'deferral'],
    ['an update put off with a text', callback, { type: 6, data: { content: 'Hi' } }, 'deferral'],
    ['a menu without options', message, v2(row(menu({ options: [] }))), 'schema'],
    [
      'a menu of twenty-six',
      message,
      v2(
        row(
          menu({
            options: Array.from({ length: 26 }, (_, n) => ({ label: `${n}`, value: `${n}` })),
          }),
        ),
      ),
      'schema',
    ],
    ['a menu’s text of 151', message, v2(row(menu({ placeholder: 'x'.repeat(151) }))), 'schema'],
    [
      'a menu with one value twice',
      message,
      v2(
        row(
          menu({
            options: [
              { label: 'A', value: 'a' },
              { label: 'B', value: 'a' },
            ],
          }),
        ),
      ),
      'unique-option',
    ],
    [
      'a menu that asks for more than it allows',
      message,
      v2(row(menu({ min_values: 2, max_values: 1 }))),
      'menu-range',
    ],
    ['a menu that asks for more than it has', message, v2(row(menu({ min_values: 3, max_values: 3 }))), 'menu-range'],
    [
      'a menu with too much chosen',
      message,
      v2(
        row(
          menu({
            options: [
              { label: 'A', value: 'a', default: true },
              { label: 'B', value: 'b', default: true },
            ],
          }),
        ),
      ),
      'menu-defaults',
    ],
    ['a menu beside a button', message, v2(row(menu(), button())), 'menu-in-row'],
    [
      'a portrait without a picture',
      message,
      v2({
        type: ComponentType.Section,
        components: [text()],
        accessory: { type: ComponentType.Thumbnail },
      }),
      'schema',
    ],
    [
      'a modal of six',
      callback,
      modal(...'abcdef'.split('').map((id) => labelled(field({ custom_id: id })))),
      'modal-size',
    ],
    ['a modal without fields', callback, modal(), 'schema'],
    [
      'a modal’s title of 46',
      callback,
      { type: 9, data: { ...modal(labelled(field())).data, title: 'x'.repeat(46) } },
      'schema',
    ],
    ['a modal’s label of 46', callback, modal(labelled(field(), 'x'.repeat(46))), 'schema'],
    ['one custom id twice in a modal', callback, modal(labelled(field()), labelled(field())), 'unique-custom-id'],
    ['a field of impossible length', callback, modal(labelled(field({ min_length: 5, max_length: 2 }))), 'text-range'],
    [
      'a field that cannot hold its text',
      callback,
      modal(labelled(field({ max_length: 2, value: 'long' }))),
      'text-value',
    ],
    ['a ThreadChannel without a name', threads, { type: 11 }, 'schema'],
    ['a ThreadChannel with a blank name', threads, { name: ' ', type: 11 }, 'thread-name'],
    ['a ThreadChannel’s name of 101', threads, { name: 'x'.repeat(101), type: 11 }, 'schema'],
    [
      'a ThreadChannel that rests after an hour and a half',
      threads,
      { name: 'Talk', type: 11, auto_archive_duration: 90 },
      'schema',
    ],
    ['a forum’s post that says nothing', threads, { name: 'Talk', message: silent }, 'empty-message'],
    [
      'a forum’s post with six tags',
      threads,
      {
        name: 'Talk',
        message: { ...silent, content: 'Hi' },
        applied_tags: ['1', '2', '3', '4', '5', '6'],
      },
      'schema',
    ],
    [
      'a type for a message’s ThreadChannel',
      'POST /channels/1/messages/2/threads',
      { name: 'Talk', type: 11 },
      'schema',
    ],
    ['a ThreadChannel renamed to nothing', 'PATCH /channels/1', { name: '' }, 'thread-name'],
    ['an unknown field of a ThreadChannel', 'PATCH /channels/1', { topic: 'Talk' }, 'schema'],
    ['a page of 101 messages', `${history}?limit=101`, undefined, 'query-value'],
    ['a page after no message', `${history}?after=now`, undefined, 'query-value'],
    ['a page before and after', `${history}?after=1&before=2`, undefined, 'query-pair'],
    ['an unknown parameter', `${history}?since=1`, undefined, 'unknown-query'],
    ['a parameter of another route', 'GET /channels/1?limit=5', undefined, 'unknown-query'],
    ['a parameter given twice', `${history}?limit=5&limit=6`, undefined, 'query-twice'],
    ['a ThreadChannel that is none', `${execute}&thread_id=talk`, { ...silent, content: 'Hi' }, 'query-value'],
    ['a flag that only Discord sets', message, { ...silent, content: 'Hi', flags: MessageFlags.HasThread }, 'flags'],
    ['an unknown field of a new webhook', webhooks, { name: 'Reprise', colour: 1 }, 'unknown-field'],
    ['an unknown field of a new emoji', emojis, { name: 'face', image: png(9), colour: 1 }, 'unknown-field'],
    ['an emoji that is no picture', emojis, { name: 'face', image: 'https://example.com/a.png' }, 'emoji-image'],
  ])('a bad request is flagged: %s', (_, route, body, rule) => {
    expect(rulesBroken(route, body)).toContain(rule);
  });
});
