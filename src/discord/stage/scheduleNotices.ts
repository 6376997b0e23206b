/** Tells the people of a server, in its system channel, what happened to their schedules. */
import type { Logger } from 'pino';
import type { Notices } from '../../app/schedulePorts.ts';
import type { ServerSettings } from '../../app/settings.ts';
import { sentences } from '../../i18n/i18n.ts';
import type { DiscordApi } from '../rest/discordApi.ts';
import { isRestFailure, restFailure } from '../rest/failure.ts';
import { onceAs } from '../rest/nonce.ts';
import { bodyOf } from '../views/parts.ts';
import { turnedOffView } from '../views/schedule.ts';

type ScheduleNoticesOptions = {
  api: Pick<DiscordApi, 'server' | 'sendMessage'>;
  settings: Pick<ServerSettings, 'inForce'>;
  log: Logger;
};

/** @returns notices in the language of each server */
export function scheduleNotices({ api, settings, log }: ScheduleNoticesOptions): Notices {
  return {
    async tellOff(schedule) {
      const { serverId, id } = schedule;
      const facts = { schedule: id, server: serverId, channel: schedule.channelId };
      try {
        const { system_channel_id, preferred_locale } = await api.server(serverId);
        if (!system_channel_id) {
          log.info(facts, 'a schedule is off, and the server has no system channel to say so');
          return 'done';
        }
        const { speech } = await settings.inForce({ serverId, preferredLocale: preferred_locale ?? null });
        const body = bodyOf(turnedOffView(schedule, sentences[speech]));
        await api.sendMessage(system_channel_id, { ...body, ...onceAs(`off ${serverId} ${id}`) });
        return 'done';
      } catch (error) {
        if (!isRestFailure(error)) throw error;
        const failure = restFailure(error);
        log.warn({ ...facts, failure }, 'could not say that a schedule is off');
        return failure.kind === 'refused' ? 'done' : 'unclear';
      }
    },
  };
}
