/** Looks at Discord as a bot would, without becoming one there: each question is asked once, and waits for some seconds. */
import { GatewayOpcodes, type InternalRequest, RESTEvents, RequestMethod, Routes } from 'discord.js';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { DiscordProbe, Identity } from '../../doctor/ports.ts';
import { INVITED_PERMISSIONS, permissionBits } from '../../replay/permission.ts';
import type { Clock } from '../../runtime/clock.ts';
import { StartupError } from '../../runtime/startupError.ts';
import { inviteLink } from '../inviteLink.ts';
import { onceRest } from '../rest/client.ts';
import { RequestBudget } from '../rest/requestBudget.ts';
import { askDiscordOnce, networkReason } from './discordAnswer.ts';
import { GatewayAddress, GatewayInformation } from './gatewayInformation.ts';

/** More requests than a probe makes, a second. */
const REQUESTS = 10;

/** The application of a token (`resources/application#get-current-application`). */
const Application = z.looseObject({ id: z.string(), name: z.string() });

/** What a gateway says first (`events/gateway#hello-event`). */
const Hello = z.looseObject({ op: z.literal(GatewayOpcodes.Hello) });

export type ProbeOptions = {
  /** Where Discord is, as the configuration says. */
  readonly apiUrl: string;
  /** Undefined: only what needs no token may be asked. */
  readonly token: string | undefined;
  /** The machine's. */
  readonly clock: Clock;
  /** How long each answer is waited for, milliseconds. */
  readonly patience: number;
};

/** Makes a probe; nothing is asked yet. */
export function discordProbe({ apiUrl, token, clock, patience }: ProbeOptions): DiscordProbe {
  const budget = new RequestBudget(REQUESTS);
  const rest = onceRest({ api: apiUrl, token: token ?? '', timeout: patience, budget });
  let lead: number | undefined;
  rest.on(RESTEvents.Response, (_, { headers }) => {
    const told = Date.parse(headers.get('Date') ?? '');
    lead = Number.isNaN(told) ? undefined : clock.now() - told;
  });
  const ask = <Schema extends z.ZodType>(fullRoute: InternalRequest['fullRoute'], schema: Schema, auth = true) =>
    askDiscordOnce({
      ...{ rest, schema, step: 'connecting', address: apiUrl },
      request: { method: RequestMethod.Get, fullRoute, auth },
    });
  return {
    gatewayAddress: async () => (await ask(Routes.gateway(), GatewayAddress, false)).url,
    async identity(): Promise<Identity> {
      const { id, name } = await ask(Routes.currentApplication(), Application);
      return { name, applicationId: id, invite: inviteLink(id, permissionBits(INVITED_PERMISSIONS)) };
    },
    async remainingSessions() {
      const { shards, session_start_limit: limit } = await ask(Routes.gatewayBot(), GatewayInformation);
      if (limit.remaining >= shards) return limit.remaining;
      throw new StartupError({ kind: 'sessions-used-up', until: new Date(clock.now() + limit.reset_after) });
    },
    gatewaySilence: (address) => gatewaySilence(address, patience),
    clockLead: () => lead,
  };
}

/** Connects, waits to be greeted, and goes without a word of its own. */
function gatewaySilence(address: string, patience: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${address}?v=10&encoding=json`, { handshakeTimeout: patience });
    const end = (reason: string | undefined) => {
      clearTimeout(timer);
      resolve(reason);
      socket.terminate();
    };
    const timer = setTimeout(() => end('it did not greet in time'), patience);
    // A connection that is given up before it is made fails once more.
    socket.on('error', (error) => end(networkReason(error)));
    socket.on('close', (code) => end(`it closed the connection (code ${code})`));
    socket.on('message', (data) => end(isHello(String(data)) ? undefined : 'it did not greet as a gateway does'));
  });
}

function isHello(text: string): boolean {
  try {
    return Hello.safeParse(JSON.parse(text)).success;
  } catch {
    // What is no JSON is no greeting.
    return false;
  }
}
