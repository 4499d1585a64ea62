/** What can be asked of the API: the schemas that judge requests, and from which its document is made. */
import { z } from 'zod';
import { agencyActions, fieldGroups } from '../../../domain/access/agency.js';
import { exportPurposes } from '../../../domain/access/export-purpose.js';
import { withdrawReasons } from '../../../domain/aid/given.js';
import { deliveryTypes } from '../../../domain/opd/webhook.js';
import { AidListRowTold, AidListTold } from '../../../domain/opd/aid-list.js';
import { PersonTold, Store } from '../../../domain/opd/person.js';
import { apiText, type ApiProblem } from '../../../i18n/opd-api.js';
import { Problem } from './problem.js';

const { parameters: says, operation: told } = apiText;
const Digits16 = z.string().regex(/^\d{16}$/, { error: apiText.digits16 });
const Cursor = z.string().min(1).max(1000).optional().meta({ description: says.cursor });
const limit = (most: number, usual: number) =>
  z.coerce.number().int().min(1).max(most).default(usual).meta({ description: says.limit });

export const PurposeHeaders = z.object({
  purpose: z.enum(exportPurposes).meta({ description: says.purpose }),
  'purpose-note': z.string().max(400).optional().meta({ description: says.purposeNote }),
});
const Conditional = z.object({
  'if-none-match': z.string().max(200).optional().meta({ description: says.ifNoneMatch }),
});

const Me = z.object({
  agency: z.object({ code: z.string(), name: z.string() }),
  key: z.object({ expiresAt: z.iso.datetime() }),
  grant: z.object({
    areas: z.array(z.string()),
    fieldGroups: z.array(z.enum(fieldGroups)),
    actions: z.array(z.enum(agencyActions)),
    programs: z.array(z.string()),
    perMinute: z.int(),
  }),
});
export type Me = z.infer<typeof Me>;

const LookUp = z
  .object({ nik: Digits16.optional(), kk: Digits16.optional() })
  .refine(({ nik, kk }) => (nik === undefined) !== (kk === undefined), { error: apiText.exactlyOne });
const Found = z.object({ items: z.array(PersonTold) });
const Aid = z.object({
  personId: z.guid(),
  program: z.string().max(20),
  givenOn: z.iso.date(),
  amount: z.int().nullable().default(null),
  goods: z.string().max(200).nullable().default(null),
  listId: z.guid().nullable().default(null).meta({ description: says.listIdOfAid }),
});
const Withdrawal = z.object({
  reason: z.enum(withdrawReasons).meta({ description: says.withdrawReason }),
  note: z.string().max(300).default('').meta({ description: says.withdrawNote }),
});
const AidWithdrawn = z.object({ id: z.uuid(), status: z.literal('withdrawn') });
const AidRecorded = z.object({ id: z.uuid(), status: z.enum(['recorded', 'same', 'already']) });
const People = z.object({ items: z.array(PersonTold), next: z.string().nullable() });
const Change = z.union([
  z.object({ id: z.uuid(), person: PersonTold }),
  z.object({ id: z.uuid(), gone: z.literal(true), mergedInto: z.uuid().nullable() }),
]);
const AidLists = z.object({ items: z.array(AidListTold) });
const AidListRows = z.object({ items: z.array(AidListRowTold), next: z.string().nullable() });
const FeedEnd = z.object({ next: z.string(), more: z.boolean() });
const ChangeLine = z.union([Change, FeedEnd]);
const Changes = FeedEnd.extend({ items: z.array(Change) });

/** What a webhook is sent, and with which headers. */
const Telling = z.object({ type: z.enum(deliveryTypes), timestamp: z.iso.datetime(), data: z.object({}) });
export const TellingHeaders = z.object({
  'webhook-id': z.string().meta({ description: apiText.webhook.id }),
  'webhook-timestamp': z.string().meta({ description: apiText.webhook.timestamp }),
  'webhook-signature': z.string().meta({ description: apiText.webhook.signature }),
  'webhook-key-id': z.string().meta({ description: apiText.webhook.keyId }),
});

/** Named in the document; every schema that is used more than once is. */
export const schemas = {
  Me,
  Person: PersonTold,
  LookUp,
  Found,
  People,
  AidList: AidListTold,
  AidLists,
  AidListRow: AidListRowTold,
  AidListRows,
  Aid,
  AidRecorded,
  Withdrawal,
  AidWithdrawn,
  Change,
  ChangeLine,
  Changes,
  Telling,
  Problem,
} as const;
export type SchemaName = keyof typeof schemas;

export interface Operation {
  readonly method: 'GET' | 'POST';
  /** In Fastify's way, below /api/v1. */
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: SchemaName;
  readonly answer: { readonly schema: SchemaName; readonly description: string; readonly lines?: SchemaName };
  /** 304 is among the answers. */
  readonly conditional: boolean;
  readonly problems: readonly ApiProblem[];
  /** Of a request with curl, behind the address and the key. */
  readonly example: string;
}

const always = [
  'unauthorized',
  'too_many',
  'internal',
  'unavailable',
] as const satisfies readonly ApiProblem[];
const LIST_PROBLEMS = ['invalid', 'cursor_expired', ...always] as const;

export const STREAMED_MOST = 100_000;

export const operations = {
  me: {
    method: 'GET',
    path: '/me',
    ...words('me'),
    headers: Conditional,
    answer: { schema: 'Me', description: told.me.answer },
    conditional: true,
    problems: always,
    example: '',
  },
  lookUpPeople: {
    method: 'POST',
    path: '/people/look-up',
    ...words('lookUpPeople'),
    headers: PurposeHeaders,
    body: 'LookUp',
    answer: { schema: 'Found', description: told.lookUpPeople.answer },
    conditional: false,
    problems: ['invalid', 'too_large', 'not_json', ...always],
    example: `-H 'Purpose: aid' --json '{"nik":"6408041203800001"}'`,
  },
  readPerson: {
    method: 'GET',
    path: '/people/:id',
    ...words('readPerson'),
    params: z.object({ id: z.guid().meta({ description: says.id }) }),
    headers: PurposeHeaders.extend(Conditional.shape),
    answer: { schema: 'Person', description: told.readPerson.answer },
    conditional: true,
    problems: ['invalid', 'not_found', ...always],
    example: `-H 'Purpose: field_check'`,
  },
  listPeople: {
    method: 'GET',
    path: '/people',
    ...words('listPeople'),
    query: z.object({
      desa: z
        .string()
        .regex(/^\d\d\.\d\d\.\d\d\.\d{4}$/)
        .optional()
        .meta({ description: says.desa }),
      kecamatan: z
        .string()
        .regex(/^\d\d\.\d\d\.\d\d$/)
        .optional()
        .meta({ description: says.kecamatan }),
      source: Store.optional().meta({ description: says.source }),
      desilMax: z.coerce.number().int().min(1).max(10).optional().meta({ description: says.desilMax }),
      category: z
        .string()
        .regex(/^\d\d$/)
        .optional()
        .meta({ description: says.category }),
      updatedSince: z.iso.datetime({ offset: true }).optional().meta({ description: says.updatedSince }),
      cursor: Cursor,
      limit: limit(500, 100),
    }),
    headers: PurposeHeaders.extend(Conditional.shape),
    answer: { schema: 'People', description: told.listPeople.answer },
    conditional: true,
    problems: LIST_PROBLEMS,
    example: `-G -d desilMax=2 -d kecamatan=64.08.04 -H 'Purpose: aid'`,
  },
  listAidLists: {
    method: 'GET',
    path: '/aid-lists',
    ...words('listAidLists'),
    headers: PurposeHeaders.extend(Conditional.shape),
    answer: { schema: 'AidLists', description: told.listAidLists.answer },
    conditional: true,
    problems: ['invalid', ...always],
    example: `-H 'Purpose: aid'`,
  },
  readAidList: {
    method: 'GET',
    path: '/aid-lists/:id/rows',
    ...words('readAidList'),
    params: z.object({ id: z.guid().meta({ description: says.listId }) }),
    query: z.object({ cursor: Cursor, limit: limit(1_000, 500) }),
    headers: PurposeHeaders.extend(Conditional.shape),
    answer: { schema: 'AidListRows', description: told.readAidList.answer },
    conditional: true,
    problems: ['not_found', ...LIST_PROBLEMS],
    example: `-H 'Purpose: aid'`,
  },
  recordAid: {
    method: 'POST',
    path: '/aid',
    ...words('recordAid'),
    headers: z.object({
      'idempotency-key': z.string().min(1).max(200).meta({ description: says.idempotencyKey }),
    }),
    body: 'Aid',
    answer: { schema: 'AidRecorded', description: told.recordAid.answer },
    conditional: false,
    problems: ['invalid', 'not_found', 'key_reused', 'too_large', 'not_json', ...always],
    example: `-H 'Idempotency-Key: beras-2026-11-0001' --json '{"personId":"019aa000-0000-7000-8000-000000000001","program":"beras","givenOn":"2026-11-20","goods":"Beras 10 kg"}'`,
  },
  withdrawAid: {
    method: 'POST',
    path: '/aid/:id/withdrawal',
    ...words('withdrawAid'),
    params: z.object({ id: z.guid().meta({ description: says.aidId }) }),
    body: 'Withdrawal',
    answer: { schema: 'AidWithdrawn', description: told.withdrawAid.answer },
    conditional: false,
    problems: ['invalid', 'not_found', 'too_large', 'not_json', ...always],
    example: `--json '{"reason":"not_given"}'`,
  },
  readChanges: {
    method: 'GET',
    path: '/changes',
    ...words('readChanges'),
    query: z.object({ cursor: Cursor, limit: limit(STREAMED_MOST, 500) }),
    headers: PurposeHeaders.extend(Conditional.shape),
    answer: { schema: 'Changes', description: told.readChanges.answer, lines: 'ChangeLine' },
    conditional: true,
    problems: LIST_PROBLEMS,
    example: `-G -d limit=100000 -H 'Accept: application/x-ndjson' -H 'Purpose: reporting'`,
  },
} as const satisfies Record<string, Operation>;
export type OperationId = keyof typeof operations;

function words(id: keyof typeof told): Pick<Operation, 'summary' | 'description'> {
  const { summary, description } = told[id];
  return { summary, description };
}
