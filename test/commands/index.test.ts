import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { type CommandPath, commands } from '../../commands/index.ts';
import type { IdCodec } from '../../src/discord/interactions/idCodec.ts';
import {
  callId,
  choiceNumber,
  commentNumber,
  type IdField,
  mark,
  pageNumber,
  position,
  slug,
  snowflake,
} from '../../src/discord/interactions/idFields.ts';
import { correctCommand } from '../../src/discord/views/problems.ts';

/** The last one is the router's own. */
const handled: readonly IdCodec[] = [
  ...commands.flatMap(({ handlers }) => handlers.map(({ codec }) => codec)),
  correctCommand,
];

/** Any value that a field can carry. */
const values = new Map<IdField<unknown>, fc.Arbitrary<unknown>>([
  [callId, fc.stringMatching(/^[\w-]{1,40}$/)],
  [slug, fc.stringMatching(/^[a-z0-9-]{1,68}$/)],
  [mark, fc.stringMatching(/^[0-9a-f]{8}$/)],
  [pageNumber, fc.integer({ min: 1, max: 999_999 })],
  [commentNumber, fc.integer({ min: 0, max: 99_999 })],
  [position, fc.integer({ min: 0, max: 999_999 })],
  [choiceNumber, fc.integer({ min: 0, max: 24 })],
  [snowflake, fc.stringMatching(/^\d{1,20}$/)],
]);

function anyValueOf(field: IdField<unknown>): fc.Arbitrary<unknown> {
  const value = 'values' in field ? fc.constantFrom(...Object(field.values)) : values.get(field);
  if (!value) throw new Error('Say above what this field can carry.');
  return value;
}

/** A codec with everything that its ids can carry. */
const carried = fc
  .constantFrom(...handled)
  .chain((codec) =>
    fc
      .record(Object.fromEntries(Object.entries(codec.fields).map(([name, field]) => [name, anyValueOf(field)])))
      .map((given) => ({ codec, given })),
  );

/** Ids as they stand in channels since the first version, with what they carry. */
const ids: [id: string, carries: object][] = [
  ['control:pause:1234567890123456789', { control: 'pause', replayId: '1234567890123456789' }],
  ['pace:slow:1234567890123456789', { pace: 'slow', replayId: '1234567890123456789' }],
  ['pass:12:1234567890123456789', { position: 12, replayId: '1234567890123456789' }],
  ['catchUp:1234567890123456789', { replayId: '1234567890123456789' }],
  ['recap:1234567890123456789:page:2', { replayId: '1234567890123456789', to: 'page', page: 2 }],
  ['again:1234567890123456789', { replayId: '1234567890123456789' }],
  ['list:2', { page: 2 }],
  ['show:2025-12-05-a-crack:3', { threadId: '2025-12-05-a-crack', page: 3 }],
  ['play:2025-12-05-a-crack', { threadId: '2025-12-05-a-crack' }],
  ['playFrom:2025-12-05-a-crack:0', { threadId: '2025-12-05-a-crack', comment: 0 }],
  ['playPersona:2025-12-05-a-crack:0123abcd', { threadId: '2025-12-05-a-crack', mark: '0123abcd' }],
  ['reset:yes', { sure: 'yes' }],
  ['translate:1234567890123456789:7', { replayId: '1234567890123456789', comment: 7 }],
  ['translation:1234567890123456789:7:2', { replayId: '1234567890123456789', comment: 7, page: 2 }],
  ['found:1234567890123456789:2', { searchId: '1234567890123456789', page: 2 }],
  ['whole:2025-12-05-a-crack:7', { threadId: '2025-12-05-a-crack', comment: 7 }],
  ['wholePage:2025-12-05-a-crack:7:2', { threadId: '2025-12-05-a-crack', comment: 7, page: 2 }],
  ['undo:1234567890123456789:yes', { replayId: '1234567890123456789', sure: 'yes' }],
  ['deletePost:1234567890123456789:7', { replayId: '1234567890123456789', comment: 7 }],
  ['deletePostSure:1234567890123456789:7:no', { replayId: '1234567890123456789', comment: 7, sure: 'no' }],
  ['muteSpeaker:1234567890123456789:7', { replayId: '1234567890123456789', comment: 7 }],
  ['personas:2', { page: 2 }],
  ['correct:1234567890123456789:0', { callId: '1234567890123456789', choice: 0 }],
  ['help:2', { page: 2 }],
  ['schedules:2', { page: 2 }],
  ['unscheduling:1234567890123456789', { scheduleId: '1234567890123456789' }],
  ['unschedule:1234567890123456789:yes', { scheduleId: '1234567890123456789', sure: 'yes' }],
  ['askReset', {}],
  ['sought:1234567890123456789:words:1', { searchId: '1234567890123456789', instead: 'words', choice: 1 }],
  ['check:first', { time: 'first' }],
  ['checkThere:again:123456789012345678', { time: 'again', channelId: '123456789012345678' }],
  ['setting:pace', { name: 'pace' }],
  ['persona:night-baker:2', { personaId: 'night-baker', page: 2 }],
];

function isCodec(value: unknown): value is IdCodec {
  return typeof value === 'object' && value !== null && 'kind' in value && 'fields' in value && 'read' in value;
}

describe('all commands', () => {
  it('what can be typed is known by type, and is what is carried out', () => {
    const paths = commands.flatMap((command) => (command.kind === 'chat' ? [...command.actions.keys()] : []));
    expectTypeOf(paths).toEqualTypeOf<CommandPath[]>();
    expect(paths).toEqual([
      ...['thread list', 'thread show', 'thread replay', 'thread pause', 'thread resume', 'thread skip'],
      ...['thread stop', 'thread faster', 'thread slower', 'thread undo', 'thread search'],
      ...['persona list', 'persona show'],
      ...['library import', 'library export', 'library remove', 'library hide', 'library unhide', 'library mute'],
      ...['library unmute', 'settings show', 'settings language'],
      ...['settings pace', 'settings notify', 'settings translate', 'settings quiet', 'settings check'],
      ...['settings reset', 'schedule add', 'schedule list', 'schedule remove', 'help'],
    ]);
  });
});

describe('the buttons of all commands', () => {
  it('an id is at most 100 UTF-16 units and read as it was written, whatever it carries', () => {
    fc.assert(
      fc.property(carried, ({ codec, given }) => {
        const id = codec.id(given);
        expect(id.length).toBeGreaterThan(0);
        expect(id.length).toBeLessThanOrEqual(100);
        expect(handled.flatMap((one) => one.read(id) ?? [])).toEqual([given]);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each(ids)('an id that stands in channels already is still read: %s', (id, carries) => {
    expect(handled.flatMap((codec) => codec.read(id) ?? [])).toEqual([carries]);
  });

  it('every button that a view draws is handled, once', async () => {
    const drawn: IdCodec[] = [];
    for (const file of globSync('src/discord/views/*.ts')) {
      const exported: Record<string, unknown> = await import(resolve(file));
      drawn.push(...Object.values(exported).filter(isCodec));
    }
    const kinds = (codecs: readonly IdCodec[]) => codecs.map(({ kind }) => kind).toSorted();
    expect(drawn.length).toBeGreaterThan(10);
    expect(kinds(handled)).toEqual(kinds(drawn));
  });
});
