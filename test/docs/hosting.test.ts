import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Shards, shardIds } from '../../src/runtime/shards.ts';
import { variableNames } from '../support/configurationTable.ts';

const read = (path: string) => readFileSync(path, 'utf8');

const DOCKERFILE = read('Dockerfile');
const UNIT = read('docs/hosting/reprise.service');
const { scripts, engines } = JSON.parse(read('package.json'));

const COMPOSE = read('docs/hosting/compose.yaml');

/** What a name in capitals is set to in the compose file, each time. */
const setInCompose = [...COMPOSE.matchAll(/^ +([A-Z][A-Z_]+): (.+)$/gm)].map(([, name = '', value = '']) => ({
  name,
  value,
}));

/** The instructions of the Dockerfile, each on one line. */
const instructions = DOCKERFILE.replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

const argumentsOf = (instruction: string) =>
  instructions.filter((line) => line.startsWith(`${instruction} `)).map((line) => line.slice(instruction.length + 1));

describe('the image and the systemd unit', () => {
  it('the image and the systemd unit start the bot as npm start does', () => {
    expect(argumentsOf('CMD').map((command) => JSON.parse(command).join(' '))).toEqual([scripts.start]);
    expect(UNIT).toContain(`ExecStart=/usr/bin/${scripts.start}\n`);
  });

  it('the image is for the Node.js that the package asks for', () => {
    const [, least] = /^>=(\d+)$/.exec(engines.node) ?? [];
    const stages = argumentsOf('FROM').map((from) => from.split(' AS '));
    const own = new Set(stages.map(([, name]) => name));
    const images = stages.map(([image = '']) => image).filter((image) => !own.has(image));
    expect(new Set(images.map((image) => image.split('-')[0]))).toEqual(new Set([`node:${least}`]));
  });

  it('the image makes a pack, and brings it along with all by which a start knows it', () => {
    const last = instructions.slice(instructions.findLastIndex((line) => line.startsWith('FROM ')));
    const copied = (what: string) => last.some((line) => line.startsWith('COPY ') && line.split(' ').includes(what));
    expect(argumentsOf('RUN')).toContain('npm run build');
    expect(['/app/dist', 'src', 'commands', 'package-lock.json'].filter((what) => !copied(what))).toEqual([]);
  });

  it('the image asks after the bot by the health check that it brings along', () => {
    const [check = ''] = argumentsOf('HEALTHCHECK');
    const [, command = ''] = /CMD (\[.*\])$/.exec(check) ?? [];
    const [program, file] = JSON.parse(command);
    expect(program).toBe('node');
    expect(existsSync(file)).toBe(true);
    expect(argumentsOf('ENV').join(' ')).toContain('HEARTBEAT_FILE=');
  });

  it('the image and the systemd unit run the bot as a user without rights, who writes outside of the program alone', () => {
    expect(argumentsOf('USER')).toEqual(['node']);
    expect(argumentsOf('VOLUME')).toEqual(['/data']);
    expect(DOCKERFILE).toContain('DATABASE_URL=sqlite:/data/');
    expect(UNIT).toMatch(/^DynamicUser=yes$/m);
    expect(UNIT).toMatch(/^ProtectSystem=strict$/m);
    expect(UNIT).toContain('DATABASE_URL=sqlite:/var/lib/reprise/');
  });

  it('the image takes in what the Dockerfile copies and nothing else, least of all an .env', () => {
    const [first, ...rules] = read('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(first).toBe('*');
    const copied = argumentsOf('COPY')
      .filter((what) => !what.startsWith('--from'))
      .flatMap((what) => what.split(' ').slice(0, -1));
    const allowed = rules.filter((rule) => rule.startsWith('!')).map((rule) => rule.slice(1));
    expect(new Set(copied)).toEqual(new Set(allowed));
    expect(rules.filter((rule) => !rule.startsWith('!'))).toEqual(['src/sandbox']);
  });
});

describe('the compose file', () => {
  it('the compose file gives the bot variables that it reads, and PostgreSQL its own', () => {
    const known = new Set<string>(variableNames());
    const names = setInCompose.map(({ name }) => name);
    expect(names.filter((name) => !known.has(name) && !name.startsWith('POSTGRES_'))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(['DATABASE_URL', 'SHARDS']));
  });

  it('the compose file gives each shard to one process', () => {
    const parts = setInCompose.filter(({ name }) => name === 'SHARDS').map(({ value }) => Shards.parse(value));
    const all = parts.flatMap((part) => (part === 'auto' ? [] : shardIds(part)));
    const counts = new Set(parts.map((part) => (part === 'auto' ? 'auto' : part.count)));
    expect([...counts]).toEqual([all.length]);
    expect(all.toSorted()).toEqual(all.map((_, shard) => shard));
    expect(COMPOSE.match(/^ {4}<<: \*reprise$/gm)).toHaveLength(parts.length);
  });

  it('the compose file leaves the bot no rights, and longer to end than it takes', () => {
    for (const line of ['read_only: true', 'cap_drop: [ALL]', 'security_opt: ["no-new-privileges:true"]']) {
      expect(COMPOSE).toContain(`\n  ${line}\n`);
    }
    expect(Number(/stop_grace_period: (\d+)s/.exec(COMPOSE)?.[1])).toBeGreaterThan(10);
  });

  it('the compose file holds no secret, but asks for them', () => {
    const passwords = setInCompose.filter(({ name }) => name === 'POSTGRES_PASSWORD').map(({ value }) => value);
    expect(passwords).toHaveLength(1);
    expect(passwords[0]).toMatch(/^\$\{POSTGRES_PASSWORD:\?Put POSTGRES_PASSWORD into \.env\}$/);
    expect(COMPOSE).not.toContain('DISCORD_TOKEN: ');
  });
});
