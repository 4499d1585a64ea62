/** The document of the API, and a page that shows it to people. Nothing personal is in either. */
import type { FastifyInstance } from 'fastify';
import type { VNode } from 'preact';
import { apiProblems, apiText, type ApiProblem } from '../../../i18n/opd-api.js';
import { Document } from '../../document.js';
import { sendPage } from '../../html.js';
import { operations, type Operation, type OperationId } from './contract.js';
import { apiDocument, type ApiDocument, type ApiOperation, type ApiParameter } from './openapi.js';
import { problemStatus } from './problem.js';

export function apiDocsRoutes(app: FastifyInstance): void {
  const document = apiDocument();
  const json = JSON.stringify(document, null, 1);
  app.get('/api/v1/openapi.json', (_request, reply) =>
    reply.header('access-control-allow-origin', '*').type('application/json').send(json),
  );
  app.get('/api/v1', (request, reply) =>
    sendPage(reply, <ApiPage document={document} origin={`${request.protocol}://${request.host}`} />),
  );
}

function ApiPage({ document, origin }: { readonly document: ApiDocument; readonly origin: string }): VNode {
  const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  return (
    <Document title={apiText.title} bodyClass="guide api-guide">
      <main id="isi">
        <h1>{apiText.title}</h1>
        <p class="lead">{apiText.lead}</p>
        <p>
          <a href="/api/v1/openapi.json">{apiText.document}</a>
        </p>
        <ul>
          {[...apiText.about, apiText.conditional].map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <nav aria-label={apiText.operations}>
          <ul>
            {listed.map(({ operation }) => (
              <li key={operation.operationId}>
                <a href={`#${operation.operationId}`}>{operation.summary}</a>
              </li>
            ))}
          </ul>
        </nav>
        {listed.map(({ method, path, operation }) => (
          <OperationCard
            key={operation.operationId}
            method={method}
            path={path}
            operation={operation}
            origin={origin}
            document={document}
          />
        ))}
        <h2>{apiText.problems}</h2>
        <p>{apiText.problemsLead}</p>
        <dl>
          {Object.entries(apiProblems).map(([code, { title, detail }]) => (
            <div key={code} id={code}>
              <dt>
                {problemStatus[code as ApiProblem]} <code>{code}</code>: {title}
              </dt>
              <dd>{detail}</dd>
            </div>
          ))}
        </dl>
      </main>
    </Document>
  );
}

interface OperationCardProps {
  readonly method: string;
  readonly path: string;
  readonly operation: ApiOperation;
  readonly origin: string;
  readonly document: ApiDocument;
}

function OperationCard({ method, path, operation, origin, document }: OperationCardProps): VNode {
  const { operationId, summary, description, parameters } = operation;
  const { answer, body, problems }: Operation = operations[operationId as OperationId];
  return (
    <section class="card" id={operationId} aria-labelledby={`${operationId}-judul`}>
      <h2 id={`${operationId}-judul`}>{summary}</h2>
      <p>
        <code>
          {method} /api/v1{path}
        </code>
      </p>
      <p>{description}</p>
      {parameters.length === 0 ? null : <Parameters of={parameters} />}
      <h3>{apiText.example}</h3>
      <pre tabIndex={0}>
        <code>{curlOf(origin, path, operationId as OperationId)}</code>
      </pre>
      {body === undefined ? null : <Schema title={apiText.request} name={body} document={document} />}
      <Schema title={apiText.answer} name={answer.schema} document={document} />
      <p>
        {apiText.errors}:{' '}
        {problems.map((code, n) => (
          <span key={code}>
            {n === 0 ? '' : ', '}
            <a href={`#${code}`}>
              {problemStatus[code]} {code}
            </a>
          </span>
        ))}
      </p>
    </section>
  );
}

function curlOf(origin: string, path: string, id: OperationId): string {
  const { example } = operations[id];
  const address = `${origin}/api/v1${path.replace('{id}', '019aa000-0000-7000-8000-000000000001')}`;
  return [
    `curl ${address}`,
    `-H "Authorization: Bearer $SIPMAS_KEY"`,
    ...(example === '' ? [] : [example]),
  ].join(' \\\n  ');
}

function Parameters({ of }: { readonly of: readonly ApiParameter[] }): VNode {
  return (
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">{apiText.parameter}</th>
          <th scope="col">{apiText.place}</th>
          <th scope="col">{apiText.meaning}</th>
        </tr>
      </thead>
      <tbody>
        {of.map(({ name, in: place, required, description }) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td data-label={apiText.place}>
              {apiText.places[place]}
              {required ? <small> {apiText.required}</small> : null}
            </td>
            <td data-label={apiText.meaning}>{description}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Schema({
  title,
  name,
  document,
}: {
  readonly title: string;
  readonly name: string;
  readonly document: ApiDocument;
}): VNode {
  return (
    <details>
      <summary>
        {title}: {name}
      </summary>
      <pre tabIndex={0}>
        <code>{JSON.stringify(document.components.schemas[name], null, 2)}</code>
      </pre>
    </details>
  );
}
