import { describe, expect, expectTypeOf, it } from 'vitest';
import { pageFaults } from '../../../../src/sandbox/page/protocol/faults.ts';
import {
  type FromPage,
  readFromPage,
  readToPage,
  type ToPage,
  type UnnumberedQuestion,
} from '../../../../src/sandbox/page/protocol/frames.ts';

const read = (frame: object) => readFromPage(JSON.stringify(frame));

describe('the protocol of the sandbox’s page', () => {
  it('the protocol of the sandbox’s page does not compile a frame whose kind is misspelt', () => {
    expectTypeOf<{ kind: 'open'; channelId: string }>().toExtend<FromPage>();
    expectTypeOf<{ kind: 'opne'; channelId: string }>().not.toExtend<FromPage>();
    expectTypeOf<{ kind: 'typing'; channelId: string }>().toExtend<ToPage>();
    expectTypeOf<{ kind: 'typping'; channelId: string }>().not.toExtend<ToPage>();
    expect(read({ kind: 'opne', channelId: '1' })).toBeUndefined();
    expect(readToPage('{"kind":"typping","channelId":"1"}')).toBeUndefined();
  });

  it('the protocol of the sandbox’s page does not compile a frame with a misspelt field, or a question that nobody could answer', () => {
    expectTypeOf<{ kind: 'open'; chanelId: string }>().not.toExtend<FromPage>();
    expectTypeOf<{ kind: 'say'; channelId: string; content: string }>().not.toExtend<FromPage>();
    expectTypeOf<{ kind: 'say'; channelId: string; content: string }>().toExtend<UnnumberedQuestion>();
    expectTypeOf<{ kind: 'say'; channelId: string; text: string }>().not.toExtend<UnnumberedQuestion>();
    expect(read({ kind: 'open', chanelId: '1' })).toBeUndefined();
    expect(read({ kind: 'say', channelId: '1', content: 'Hi' })).toBeUndefined();
  });

  it('the protocol of the sandbox’s page does not compile a fault that is not in the list', () => {
    type Asks<F> = { kind: 'fault'; channelId: string; fault: F };
    expectTypeOf<Asks<'cut-gateway'>>().toExtend<UnnumberedQuestion>();
    expectTypeOf<Asks<'cut-gatway'>>().not.toExtend<UnnumberedQuestion>();
    expect(read({ kind: 'fault', request: 1, channelId: '1', fault: 'cut-gatway' })).toBeUndefined();
  });

  it('the protocol of the sandbox’s page reads every fault of the list, each of which says in both languages what it does', () => {
    for (const { name, en, ja } of pageFaults) {
      const frame = { kind: 'fault', request: 1, channelId: '1', fault: name };
      expect(read(frame)).toEqual(frame);
      expect(en).toMatch(/^[A-Z0-9]/);
      expect(ja).toMatch(/[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]/u);
    }
    expect(new Set(pageFaults.map(({ name }) => name)).size).toBe(pageFaults.length);
  });

  it('the protocol of the sandbox’s page passes Discord’s own objects on as they are', () => {
    const message = { id: '1', content: 'Hi', components: [{ type: 10, content: 'A text', id: 1 }], embeds: [] };
    const frame = { kind: 'message', channelId: '1', edited: false, message: { message, private: false } };
    expect(readToPage(JSON.stringify(frame))).toEqual(frame);
  });

  it('the protocol of the sandbox’s page refuses what is not JSON, and values longer than anybody could mean', () => {
    expect(readFromPage('open 1')).toBeUndefined();
    expect(readToPage('')).toBeUndefined();
    expect(read({ kind: 'open', channelId: '1'.repeat(41) })).toBeUndefined();
    expect(read({ kind: 'speed', speed: 1_000 })).toBeUndefined();
  });
});
