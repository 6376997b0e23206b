import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

describe('the environment', () => {
  it('needs nothing: every variable has a default', () => {
    expect(readConfig({ DISCORD_TOKEN: '  ' })).toEqual({
      token: undefined,
      apiUrl: 'https://discord.com/api',
      cdnUrl: 'https://cdn.discordapp.com',
      databaseUrl: 'sqlite:data/reprise.sqlite',
      threadsDir: 'data/threads',
      logLevel: 'info',
      sandbox: { host: '127.0.0.1', port: 8787 },
    });
  });

  it('is refused with one message that names every bad variable, what it got and what it expects', () => {
    const bad = {
      DATABASE_URL: 'mysql:x',
      LOG_LEVEL: 'loud',
      DISCORD_API_URL: 'nope',
      DISCORD_TOKEN: 'secret',
      SANDBOX_PORT: '70000',
    };
    expect(() => readConfig(bad)).toThrow(
      [
        'The environment has values that Reprise cannot use (see .env.example):',
        '  DISCORD_API_URL is "nope", expected an http or https address',
        '  DATABASE_URL is "mysql:x", expected "sqlite:" and a path, such as sqlite:data/reprise.sqlite',
        '  LOG_LEVEL is "loud", expected one of trace, debug, info, warn, error, fatal, silent',
        '  SANDBOX_PORT is "70000", expected a port: 0 to 65535, 0 for any that is free',
      ].join('\n'),
    );
  });

  it.each([
    ['DATABASE_URL', 'postgres://bot:hunter2@db.example/reprise?password=hunter2', 'postgres://…@db.example/reprise?…'],
    ['DATABASE_URL', 'bot:hunter2@db.example', 'bot:…@db.example'],
    ['DISCORD_API_URL', 'ftp://bot:hun@ter2@proxy.example', 'ftp://…@proxy.example'],
  ])('is not repeated with the password in it: %s', (name, value, shown) => {
    expect(() => readConfig({ [name]: value })).toThrow(`${name} is "${shown}", expected`);
  });
});
