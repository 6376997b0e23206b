/** Calls of use cases, as a schedule or a person would make them, without an interaction. */
import type { Call, Right } from '../../src/app/call.ts';
import type { ChannelKind, KnownChannel } from '../../src/app/ports.ts';

/** What the bot needs to replay in a channel. */
export const REPLAY_RIGHTS: readonly Right[] = ['ViewChannel', 'SendMessages', 'ManageWebhooks', 'ReadMessageHistory'];

type CallOptions = {
  id?: string;
  userId?: string;
  serverId?: string;
  channelId?: string;
  kind?: ChannelKind;
  language?: 'en' | 'ja';
  preferredLocale?: string | null;
  rights?: readonly Right[];
  botRights?: readonly Right[];
  spoiler?: boolean;
};

/** A call by somebody who may write, where the bot may replay, unless a test says otherwise. */
export function callBy(options: CallOptions = {}): Call {
  const { id = '1', userId = 'person', serverId = 'server', channelId = 'channel' } = options;
  const { kind, language = 'en', preferredLocale = null, botRights = REPLAY_RIGHTS } = options;
  const { rights = ['SendMessages', 'SendMessagesInThreads'], spoiler = false } = options;
  return {
    id,
    requester: { userId, language, rights: new Set(rights) },
    place: { serverId, channelId, kind, preferredLocale, spoiler, botRights: new Set(botRights), anchor: '1' },
  };
}

/** A directory in which a channel is what `known` says of it, else a text channel; `asked` lists those it was asked about. */
export function directoryOf(known: Readonly<Record<string, Partial<KnownChannel> | 'gone' | 'unseen'>> = {}) {
  const asked: string[] = [];
  return {
    asked,
    find: async (id: string): Promise<KnownChannel | 'gone' | 'unseen'> => {
      asked.push(id);
      const channel = known[id] ?? {};
      if (typeof channel === 'string') return channel;
      return { ...{ id, kind: 'text', parentId: null, tags: [], tagRequired: false }, ...channel };
    },
  };
}
