/** That every service of docker-compose.yml says whether it is well, by a command that there is. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const project = fileURLToPath(new URL('../../', import.meta.url));
const Compose = z.object({
  services: z.record(
    z.string(),
    z.object({
      command: z.array(z.string()).optional(),
      environment: z.record(z.string(), z.unknown()).optional(),
      healthcheck: z.object({ test: z.array(z.string()).min(2), interval: z.string(), timeout: z.string() }),
    }),
  ),
});
const compose = parse(readFileSync(`${project}docker-compose.yml`, 'utf8'), { merge: true }) as unknown;
const { services } = Compose.parse(compose);

/** The source of each file in dist/, as the build has it. */
function built(): ReadonlyMap<string, string> {
  const build = readFileSync(`${project}scripts/build.mjs`, 'utf8');
  const [, entries = ''] = /const entryPoints = \{([^}]*)\}/.exec(build) ?? [];
  const pairs = [...entries.matchAll(/'?([\w-]+)'?: '([^']+)'/g)];
  return new Map(pairs.map(([, name = '', source = '']) => [`dist/${name}.js`, source]));
}

describe('docker-compose.yml', () => {
  it('has the services of the scaled arrangement', () => {
    expect(Object.keys(services).toSorted()).toEqual(['bots', 'postgres', 'redis', 'web', 'workers']);
  });

  it.each(Object.entries(services))(
    'asks %s whether it is well, by a command that exists',
    (_name, service) => {
      const { healthcheck, command = [] } = service;
      expect(healthcheck.test[0]).toBe('CMD');
      const words = [...command, ...healthcheck.test.slice(1)];
      for (const file of words.filter((word) => word.startsWith('dist/'))) {
        const source = built().get(file);
        expect(source, file).toBeDefined();
        expect(existsSync(project + (source ?? ''))).toBe(true);
      }
      const program = healthcheck.test[1] ?? '';
      expect(['node', 'pg_isready', 'redis-cli']).toContain(program);
      // What touches no file could never be found well.
      if (words.includes('dist/health.js')) expect(service.environment?.['HEARTBEAT_FILE']).toMatch(/^\//);
    },
  );

  it('names only commands that package.json has a script for, too', () => {
    const { scripts } = JSON.parse(readFileSync(`${project}package.json`, 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const name of ['backup', 'restore', 'verify-history']) {
      expect(built().has(`dist/${name}.js`)).toBe(true);
      expect(scripts[name]).toContain(`dist/${name}.js`);
    }
  });
});
