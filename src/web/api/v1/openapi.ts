/** The OpenAPI 3.1 document, made of the schemas that judge requests. */
import { z } from 'zod';
import { apiProblems, apiText } from '../../../i18n/opd-api.js';
import { operations, schemas, TellingHeaders, type Operation } from './contract.js';
import { problemStatus } from './problem.js';

type Json = Readonly<Record<string, unknown>>;

export interface ApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description: string;
  readonly schema: Json;
}

export interface ApiOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly ApiParameter[];
  readonly requestBody?: Json;
  readonly responses: Readonly<Record<string, Json>>;
}

export interface ApiDocument {
  readonly openapi: string;
  readonly info: Json;
  readonly servers: readonly Json[];
  readonly security: readonly Json[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
  readonly webhooks: Readonly<Record<string, { readonly post: Omit<ApiOperation, 'operationId'> }>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Json>>;
    readonly securitySchemes: Json;
    readonly headers: Json;
  };
}

/** What a webhook is told, but for the ping by which it is tried out. */
const toldTypes = ['changes.available', 'aid_list.approved'] as const;

const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });

export function apiDocument(): ApiDocument {
  const paths: Record<string, Record<string, ApiOperation>> = {};
  for (const [operationId, operation] of Object.entries<Operation>(operations)) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: operationOf(operationId, operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: apiText.title,
      version: '1',
      description: [apiText.lead, ...apiText.about, apiText.conditional].join('\n\n'),
    },
    servers: [{ url: '/api/v1' }],
    security: [{ key: [] }],
    paths,
    webhooks: Object.fromEntries(toldTypes.map((type) => [type, { post: webhookOf(type) }])),
    components: {
      schemas: schemasOf(),
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
      headers: {
        ETag: { schema: { type: 'string' } },
        'Retry-After': { schema: { type: 'string' } },
        'RateLimit-Limit': { schema: { type: 'string' } },
        'RateLimit-Remaining': { schema: { type: 'string' } },
        'RateLimit-Reset': { schema: { type: 'string' } },
      },
    },
  };
}

function schemasOf(): Readonly<Record<string, Json>> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, { uri: (id) => refTo(id).$ref, io: 'output' });
  const answers = Object.entries(made.schemas).map(([name, schema]) => [name, withoutId(schema)] as const);
  // Of a request what may be left out is left out; of an answer it is always there.
  const bodies = Object.values<Operation>(operations).flatMap(({ body }) => body ?? []);
  const requests = bodies.map(
    (name) => [name, withoutId(z.toJSONSchema(schemas[name], { io: 'input' }))] as const,
  );
  return Object.fromEntries([...answers, ...requests]);
}

/** In a document of which it is a part, it is found by its place. */
function withoutId(schema: Json): Json {
  const { $schema: _, $id: __, id: ___, ...rest } = schema;
  return rest;
}

function operationOf(operationId: string, operation: Operation): ApiOperation {
  const { summary, description, params, query, headers, body, answer, conditional, problems } = operation;
  const { schema, lines } = answer;
  const rate = ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'];
  return {
    operationId,
    summary,
    description,
    parameters: [
      ...parametersOf('path', params),
      ...parametersOf('query', query),
      ...parametersOf('header', headers),
    ],
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: refTo(body) } } } }),
    responses: {
      200: {
        description: answer.description,
        headers: headersOf([...rate, ...(conditional ? ['ETag'] : [])]),
        content: {
          'application/json': { schema: refTo(schema) },
          ...(lines === undefined ? {} : { 'application/x-ndjson': { schema: refTo(lines) } }),
        },
      },
      ...(conditional ? { 304: { description: apiText.conditional, headers: headersOf(['ETag']) } } : {}),
      ...Object.fromEntries(
        problems.map((code) => [
          problemStatus[code],
          {
            description: apiProblems[code].title,
            headers: headersOf(code === 'too_many' || code === 'unavailable' ? ['Retry-After'] : []),
            content: { 'application/problem+json': { schema: refTo('Problem') } },
          },
        ]),
      ),
    },
  };
}

function webhookOf(type: (typeof toldTypes)[number]): Omit<ApiOperation, 'operationId'> {
  const { summaries, description, answer } = apiText.webhook;
  return {
    summary: summaries[type],
    description,
    parameters: parametersOf('header', TellingHeaders),
    requestBody: { required: true, content: { 'application/json': { schema: refTo('Telling') } } },
    responses: { '2XX': { description: answer } },
  };
}

function headersOf(names: readonly string[]): Json {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function parametersOf(place: ApiParameter['in'], schema: z.ZodObject | undefined): ApiParameter[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).map(([name, property]) => {
    const { description = '', ...rest } = property as Json & { readonly description?: string };
    return { name, in: place, required: required.includes(name), description, schema: withoutId(rest) };
  });
}
