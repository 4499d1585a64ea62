import { describe, expect, it } from 'vitest';
import { guideAddress, homeAddress } from '../../src/addresses.js';
import { parseConfig } from '../../src/config.js';

describe('configuration', () => {
  it('runs embedded, in trial mode, with the simulator, when nothing is set', () => {
    const config = parseConfig({});
    expect(config).toMatchObject({
      databaseUrl: null,
      redisUrl: null,
      trial: true,
      simulator: true,
      telegram: null,
    });
    expect(config.web.port).toBe(3000);
  });

  it('has neither trial people nor simulator in production, and refuses the trial mode there', () => {
    expect(parseConfig({ NODE_ENV: 'production' })).toMatchObject({ trial: false, simulator: false });
    expect(() => parseConfig({ NODE_ENV: 'production', TRIAL: 'true' })).toThrow('config.invalid');
  });

  it('takes an empty line for "not set"', () => {
    expect(parseConfig({ DATABASE_URL: '', PORT: '' }).web.port).toBe(3000);
  });

  it('uses the webhook only with an address and a secret', () => {
    const token = { TELEGRAM_BOT_TOKEN: '12345:abc' };
    expect(parseConfig({ ...token, PUBLIC_URL: 'https://lapor.example' }).telegram?.webhook).toBeNull();
    const secret = 'a-secret-of-some-length';
    expect(() => parseConfig({ ...token, TELEGRAM_WEBHOOK_SECRET: secret })).toThrow('config.invalid');
    expect(
      parseConfig({ ...token, PUBLIC_URL: 'https://lapor.example', TELEGRAM_WEBHOOK_SECRET: secret }).telegram
        ?.webhook,
    ).toEqual({ url: 'https://lapor.example', secret });
  });

  it('knows which address of the guide opens where the chat is read', () => {
    const guide = (env: Record<string, string>) => guideAddress(parseConfig(env));
    const publicUrl = { PUBLIC_URL: 'https://lapor.example' };
    expect(guide({ ...publicUrl, NODE_ENV: 'production' })).toBe('https://lapor.example/panduan');
    expect(guide({ ...publicUrl, TELEGRAM_BOT_TOKEN: '12345:abc' })).toBe('https://lapor.example/panduan');
    // In the simulator, on this machine; not on a phone, nor where the port is not known.
    expect(guide({ PORT: '4000' })).toBe('http://localhost:4000/panduan');
    expect(guide({ TELEGRAM_BOT_TOKEN: '12345:abc' })).toBeNull();
    expect(guide({ WHATSAPP_ACCOUNT: 'utama' })).toBeNull();
    expect(guide({ NODE_ENV: 'production' })).toBeNull();
    expect(guide({ PORT: '0' })).toBeNull();
    expect(homeAddress(parseConfig({}))).toBe('http://localhost:3000');
  });

  it('reads when people may be written to', () => {
    const news = (env: Record<string, string>) => parseConfig(env).news;
    expect(news({})).toEqual({ quietHours: null, digestAfter: 5, digestAt: 960 });
    expect(news({ TRIAL: 'false' }).quietHours).toEqual({ from: 1260, until: 360 });
    expect(news({ QUIET_HOURS: '21:30-06.15' }).quietHours).toEqual({ from: 1290, until: 375 });
    expect(news({ QUIET_HOURS: '22-24' }).quietHours).toEqual({ from: 1320, until: 0 });
    expect(news({ TRIAL: 'false', QUIET_HOURS: '-', DIGEST_AFTER: '-' })).toMatchObject({
      quietHours: null,
      digestAfter: null,
    });
    expect(news({ DIGEST_AT: '7' }).digestAt).toBe(420);
  });

  it.each([
    ['QUIET_HOURS', '21'],
    ['QUIET_HOURS', '21-25'],
    ['QUIET_HOURS', '6-6'],
    ['DIGEST_AFTER', '-17'],
    ['DIGEST_AT', 'sore'],
    ['PORT', 'abc'],
    ['DATABASE_URL', 'not a url'],
    ['REGION_CODE', '6408'],
    ['TIME_ZONE', 'Kutim'],
    ['TELEGRAM_BOT_TOKEN', 'wrong'],
    ['FIELD_KEYS', 'k1:only-one-of-two'],
  ])('names the variable %s that is wrong, not its value', (name, value) => {
    let caught: unknown;
    try {
      parseConfig({ [name]: value });
    } catch (error) {
      caught = error;
    }
    expect(caught).toMatchObject({
      code: 'config.invalid',
      details: { variables: expect.stringContaining(name) as string },
    });
    expect(JSON.stringify(caught)).not.toContain(value);
  });
});
