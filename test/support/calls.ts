/** Calls of use cases, as a schedule or a person would make them, without an interaction. */
import type { Call, Right } from '../../src/app/call.ts';

/** What the bot needs to replay in a channel. */
export const REPLAY_RIGHTS: readonly Right[] = ['ViewChannel', 'SendMessages', 'ManageWebhooks', 'ReadMessageHistory'];

type CallOptions = {
  id?: string;
  userId?: string;
  serverId?: string;
  channelId?: string;
  language?: 'en' | 'ja';
  preferredLocale?: string | null;
  rights?: readonly Right[];
  botRights?: readonly Right[];
  spoiler?: boolean;
};

/** A call by somebody who may write, where the bot may replay, unless a test says otherwise. */
export function callBy(options: CallOptions = {}): Call {
  const { id = '1', userId = 'person', serverId = 'server', channelId = 'channel' } = options;
  const { language = 'en', preferredLocale = null, botRights = REPLAY_RIGHTS } = options;
  const { rights = ['SendMessages', 'SendMessagesInThreads'], spoiler = false } = options;
  return {
    id,
    requester: { userId, language, rights: new Set(rights) },
    place: { serverId, channelId, preferredLocale, spoiler, botRights: new Set(botRights), anchor: '1' },
  };
}

/** A directory of channels of which none, or all, are ThreadChannels; `asked` lists those it was asked about. */
export function directoryWhere(isThreadChannel: boolean) {
  const asked: string[] = [];
  return {
    asked,
    isThreadChannel: async (channelId: string) => {
      asked.push(channelId);
      return isThreadChannel;
    },
  };
}
