/** Environment → validated, frozen, typed configuration. The only reader of process.env. */
import { readFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import type { EscalationHours } from './domain/case/escalation.js';
import type { QuietHours } from './domain/office-hours.js';
import type { Bounds } from './domain/region/bounds.js';
import { AppError } from './errors.js';

/** An empty line in .env means "not set". */
const blank = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blank, schema.optional());
const flag = optional(
  z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1'),
);

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Numbers with commas between them; never throws, for a transform. */
function numbers(text: string): readonly number[] | null {
  const parts = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  return parts.every(Number.isFinite) ? parts : null;
}

function bounds(text: string, context: z.RefinementCtx): Bounds | null {
  if (text.trim() === '-') return null;
  const [south, west, north, east, ...more] = numbers(text) ?? [];
  const complete = south !== undefined && west !== undefined && north !== undefined && east !== undefined;
  if (!complete || more.length > 0 || south >= north || west >= east) {
    context.addIssue('south,west,north,east');
    return z.NEVER;
  }
  return { south, west, north, east };
}

function hours(text: string, context: z.RefinementCtx): readonly number[] {
  if (text.trim() === '-') return [];
  const list = numbers(text);
  if (list === null || list.some((hour) => hour <= 0)) {
    context.addIssue('hours');
    return z.NEVER;
  }
  return list.toSorted((a, b) => a - b);
}

/** "16" or "16:30", in minutes since midnight. */
function timeOfDay(text: string): number | null {
  const [, hour, minute = '0'] = /^(\d{1,2})(?:[:.](\d\d))?$/.exec(text.trim()) ?? [];
  if (hour === undefined || Number(hour) > 24 || Number(minute) > 59) return null;
  const minutes = Number(hour) * 60 + Number(minute);
  return minutes > 24 * 60 ? null : minutes % (24 * 60);
}

function dailyTime(text: string, context: z.RefinementCtx): number {
  const minutes = timeOfDay(text);
  if (minutes !== null) return minutes;
  context.addIssue('HH:MM');
  return z.NEVER;
}

function quietHours(text: string, context: z.RefinementCtx): QuietHours | null {
  if (text.trim() === '-') return null;
  const [from = null, until = null, ...more] = text.split('-').map(timeOfDay);
  if (from === null || until === null || from === until || more.length > 0) {
    context.addIssue('HH:MM-HH:MM');
    return z.NEVER;
  }
  return { from, until };
}

function officeHours(text: string, context: z.RefinementCtx): { opens: number; closes: number } {
  const [opens = null, closes = null, ...more] = text.split('-').map(timeOfDay);
  if (opens === null || closes === null || opens >= closes || more.length > 0) {
    context.addIssue('HH:MM-HH:MM');
    return z.NEVER;
  }
  return { opens, closes };
}

/** "-" is none. */
function count(text: string, context: z.RefinementCtx): number | null {
  if (text.trim() === '-') return null;
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  context.addIssue('number');
  return z.NEVER;
}

/** ISO dates with commas between them. */
function days(text: string, context: z.RefinementCtx): ReadonlySet<string> {
  const list = text.split(',').map((day) => day.trim());
  if (list.every((day) => z.iso.date().safeParse(day).success)) return new Set(list);
  context.addIssue('YYYY-MM-DD');
  return z.NEVER;
}

const Environment = z.object({
  NODE_ENV: z.preprocess(blank, z.enum(['development', 'test', 'production']).default('development')),
  PORT: z.preprocess(blank, z.coerce.number().int().min(0).max(65_535).default(3000)),
  HOST: z.preprocess(blank, z.string().default('127.0.0.1')),
  PUBLIC_URL: optional(z.url()),
  TRUST_PROXY: flag,
  DATA_DIR: z.preprocess(blank, z.string().default('data')),
  DATABASE_URL: optional(z.url()),
  REDIS_URL: optional(z.url()),
  REGION_CODE: z.preprocess(
    blank,
    z
      .string()
      .regex(/^\d\d\.\d\d$/)
      .default('64.08'),
  ),
  REGION_BOUNDS: z.preprocess(blank, z.string().default('-1.3,115.6,2.0,119.1').transform(bounds)),
  DRAFT_REMIND_HOURS: z.preprocess(blank, z.string().default('24,72').transform(hours)),
  DRAFT_LAPSE_HOURS: z.preprocess(blank, z.coerce.number().int().min(1).default(336)),
  DRAFT_NOTICE_HOURS: z.preprocess(blank, z.coerce.number().int().min(0).default(24)),
  QUIET_HOURS: optional(z.string().transform(quietHours)),
  DIGEST_AFTER: z.preprocess(blank, z.string().default('5').transform(count)),
  DIGEST_AT: z.preprocess(blank, z.string().default('16:00').transform(dailyTime)),
  TIME_ZONE: z.preprocess(blank, z.string().refine(isTimeZone).default('Asia/Makassar')),
  SLA_WORKING_DAYS: z.preprocess(blank, z.coerce.number().int().min(1).max(60).default(5)),
  HOLIDAYS: optional(z.string().transform(days)),
  OFFICE_HOURS: z.preprocess(blank, z.string().default('07:30-16:00').transform(officeHours)),
  EMERGENCY_HOURS: z.preprocess(blank, z.coerce.number().int().min(1).max(40).default(4)),
  WEBHOOK_PRIVATE: flag,
  BACKUP_DIR: optional(z.string()),
  HEARTBEAT_FILE: optional(z.string()),
  BACKUP_WARN_DAYS: z.preprocess(blank, z.coerce.number().int().min(1).max(366).default(2)),
  CASE_NUMBER_PREFIX: z.preprocess(
    blank,
    z
      .string()
      .regex(/^[A-Z]{1,4}$/)
      .default('LP'),
  ),
  FIELD_KEYS: optional(z.string()),
  INDEX_KEY: optional(z.string()),
  TRIAL: flag,
  SIMULATOR: flag,
  TELEGRAM_BOT_TOKEN: optional(z.string().regex(/^\d+:[\w-]+$/)),
  TELEGRAM_API_ROOT: z.preprocess(blank, z.url().default('https://api.telegram.org')),
  TELEGRAM_WEBHOOK_SECRET: optional(z.string().regex(/^[\w-]{16,256}$/)),
  WHATSAPP_ACCOUNT: optional(z.string().regex(/^[a-z0-9-]{1,32}$/)),
  WHATSAPP_PAIRING_PHONE: optional(z.string().regex(/^\+\d{8,15}$/)),
  WHATSAPP_WS_URL: optional(z.url()),
  LOG_LEVEL: optional(z.enum(['debug', 'info', 'warn', 'error', 'silent'])),
});

export interface Config {
  readonly production: boolean;
  readonly web: {
    readonly port: number;
    readonly host: string;
    readonly publicUrl: string | null;
    readonly trustProxy: boolean;
  };
  readonly dataDir: string;
  /** null: PostgreSQL is started in dataDir. */
  readonly databaseUrl: string | null;
  /** null: BullMQ runs on PostgreSQL. */
  readonly redisUrl: string | null;
  readonly region: string;
  /** Where the kabupaten lies; null: places are not questioned. */
  readonly bounds: Bounds | null;
  /** When a report left unfinished is spoken of, and when it ends. */
  readonly drafts: {
    readonly remindAfterHours: readonly number[];
    readonly lapseAfterHours: number;
    readonly noticeHours: number;
  };
  /** When people are written to unasked. */
  readonly news: {
    /** null: at any hour. */
    readonly quietHours: QuietHours | null;
    /** So many messages a day, and further news of the day come as one; null: never. */
    readonly digestAfter: number | null;
    /** Minutes since midnight. */
    readonly digestAt: number;
  };
  /** IANA name: dates and numbers follow the office's clock. */
  readonly timeZone: string;
  /** Until when the office means to decide, as long as the console says nothing else. */
  readonly sla: {
    readonly workingDays: number;
    /** ISO dates. */
    readonly holidays: ReadonlySet<string>;
  };
  /** When what waits too long is brought before the supervisors. */
  readonly escalation: EscalationHours;
  /** Days after which the last backup is too old. */
  readonly backupWarnDays: number;
  /** Which addresses agencies may be told at, besides public ones. */
  readonly webhooks: { readonly allowsPrivate: boolean; readonly allowsLoopback: boolean };
  readonly backupDir: string;
  /** Touched every few seconds by a process that is well; null: none. */
  readonly heartbeatFile: string | null;
  readonly caseNumberPrefix: string;
  /** null: keys are read from (or first made in) dataDir/keys.json. */
  readonly keys: { readonly field: string; readonly index: string } | null;
  /** Synthetic people and accounts with published passwords. */
  readonly trial: boolean;
  /**
   * Supervisors, admins and who has a grant must set up a second factor. In trial mode it is offered alone:
   * the published accounts are tried without a phone.
   */
  readonly secondFactorRequired: boolean;
  readonly simulator: boolean;
  readonly telegram: {
    readonly token: string;
    readonly apiRoot: string;
    /** null: long polling. */
    readonly webhook: { readonly url: string; readonly secret: string } | null;
  } | null;
  readonly whatsapp: {
    readonly account: string;
    readonly pairingPhone: string | null;
    readonly wsUrl: string | null;
  } | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

const usualQuietHours: QuietHours = { from: 21 * 60, until: 6 * 60 };

type Env = z.infer<typeof Environment>;

/** Throws config.invalid naming the variable, never its value. */
export function parseConfig(source: Readonly<Record<string, string | undefined>>): Config {
  const parsed = Environment.safeParse(source);
  if (!parsed.success) {
    throw invalid(parsed.error.issues.map((issue) => issue.path.join('.')).join(', '));
  }
  const env = parsed.data;
  const production = env.NODE_ENV === 'production';
  if (production && env.TRIAL === true) throw invalid('TRIAL');
  if ((env.FIELD_KEYS === undefined) !== (env.INDEX_KEY === undefined))
    throw invalid('FIELD_KEYS, INDEX_KEY');
  const trial = env.TRIAL ?? !production;
  return Object.freeze({
    production,
    web: Object.freeze({
      port: env.PORT,
      host: env.HOST,
      publicUrl: env.PUBLIC_URL ?? null,
      trustProxy: env.TRUST_PROXY ?? false,
    }),
    dataDir: path.resolve(env.DATA_DIR),
    databaseUrl: env.DATABASE_URL ?? null,
    redisUrl: env.REDIS_URL ?? null,
    region: env.REGION_CODE,
    bounds: env.REGION_BOUNDS,
    drafts: Object.freeze({
      remindAfterHours: env.DRAFT_REMIND_HOURS,
      lapseAfterHours: env.DRAFT_LAPSE_HOURS,
      noticeHours: env.DRAFT_NOTICE_HOURS,
    }),
    news: Object.freeze({
      // Who tries the service out at night wants to see what it says.
      quietHours: env.QUIET_HOURS === undefined ? (trial ? null : usualQuietHours) : env.QUIET_HOURS,
      digestAfter: env.DIGEST_AFTER,
      digestAt: env.DIGEST_AT,
    }),
    timeZone: env.TIME_ZONE,
    sla: Object.freeze({
      workingDays: env.SLA_WORKING_DAYS,
      holidays: env.HOLIDAYS ?? new Set<string>(),
    }),
    escalation: Object.freeze({
      ...env.OFFICE_HOURS,
      emergencyHours: env.EMERGENCY_HOURS,
    }),
    backupWarnDays: env.BACKUP_WARN_DAYS,
    webhooks: Object.freeze({ allowsPrivate: env.WEBHOOK_PRIVATE ?? false, allowsLoopback: !production }),
    backupDir: path.resolve(env.BACKUP_DIR ?? path.join(env.DATA_DIR, 'backups')),
    heartbeatFile: env.HEARTBEAT_FILE === undefined ? null : path.resolve(env.HEARTBEAT_FILE),
    caseNumberPrefix: env.CASE_NUMBER_PREFIX,
    keys:
      env.FIELD_KEYS === undefined || env.INDEX_KEY === undefined
        ? null
        : Object.freeze({ field: env.FIELD_KEYS, index: env.INDEX_KEY }),
    trial,
    secondFactorRequired: !trial,
    simulator: env.SIMULATOR ?? trial,
    telegram: telegram(env),
    whatsapp: whatsapp(env),
    // On the terminal of a trial the addresses and accounts are what matters.
    logLevel: env.LOG_LEVEL ?? (production ? 'info' : 'warn'),
  });
}

function telegram(env: Env): Config['telegram'] {
  if (env.TELEGRAM_BOT_TOKEN === undefined) return null;
  const { PUBLIC_URL: url, TELEGRAM_WEBHOOK_SECRET: secret } = env;
  // A secret is what asks for the webhook: a public address alone may serve only the console.
  if (secret !== undefined && url === undefined) throw invalid('PUBLIC_URL');
  const webhook = secret === undefined || url === undefined ? null : Object.freeze({ url, secret });
  return Object.freeze({ token: env.TELEGRAM_BOT_TOKEN, apiRoot: env.TELEGRAM_API_ROOT, webhook });
}

function whatsapp(env: Env): Config['whatsapp'] {
  if (env.WHATSAPP_ACCOUNT === undefined) return null;
  return Object.freeze({
    account: env.WHATSAPP_ACCOUNT,
    pairingPhone: env.WHATSAPP_PAIRING_PHONE ?? null,
    wsUrl: env.WHATSAPP_WS_URL ?? null,
  });
}

function invalid(variables: string): AppError {
  return new AppError('config.invalid', { variables });
}

/** The process's own environment, over what a `.env` file in the working folder sets. */
export function readConfig(): Config {
  const file = path.resolve('.env');
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  return parseConfig({ ...fromFile, ...process.env });
}
