import { describe, expect, it } from 'vitest';
import { beginCommand, emptyLine, textLine } from '../../../../../src/sandbox/page/client/state/composer.ts';
import { following, message, seen } from '../../../../support/pageState.ts';

describe('a sent command', () => {
  const command = { path: 'tea', title: 'tea', description: '', options: [] };

  it('a sent command leaves the composer empty and can be recalled', () => {
    const sent = following(seen, { kind: 'sent', line: beginCommand(command) });
    expect(sent.composer).toEqual(emptyLine);
    expect(following(sent, { kind: 'recall' }).composer).toMatchObject({ kind: 'command', command });
  });

  it('a sent command cannot be recalled when there was none', () => {
    expect(following(seen, { kind: 'recall' }).composer).toEqual(emptyLine);
  });
});

describe('a draft', () => {
  it('a draft waits in its channel while somebody looks at another one', () => {
    const written = following(seen, { kind: 'composer', composer: textLine('half a though'), focus: false });
    const away = following(written, { kind: 'channel', channelId: 'b' });
    expect(away.composer).toEqual(emptyLine);
    expect(following(away, { kind: 'channel', channelId: 'a' }).composer).toEqual(textLine('half a though'));
  });

  it('a command that is put away unsent can be recalled', () => {
    const line = beginCommand({ path: 'tea', title: 'tea', description: '', options: [] });
    const away = following(seen, { kind: 'back-out', line });
    expect(away.composer).toEqual(emptyLine);
    expect(following(away, { kind: 'recall' }).composer).toEqual(line);
  });

  it('a search for a command that is put away can be recalled with all that was typed', () => {
    const line = textLine('/tea green or black');
    const away = following(seen, { kind: 'back-out', line });
    expect(away.composer).toEqual(emptyLine);
    expect(following(away, { kind: 'recall' }).composer).toEqual(line);
  });
});

it('a message that somebody jumps to is drawn, however old it is', () => {
  const messages = Array.from({ length: 900 }, (_, at) => message('ann', at));
  const full = following(seen, { kind: 'messages', channelId: 'a', messages });
  const messageId = messages[3]?.message.id ?? '';
  expect(following(full, { kind: 'seek', channelId: 'a', messageId }).drawn).toBeGreaterThanOrEqual(897);
});
