import type { VNode } from 'preact';
import { listText } from '../../../i18n/console.js';
import { importText, reporterText } from '../../../i18n/enrolment.js';
import { reporterRoleLabels } from '../../../i18n/labels.js';
import type { RegionOption } from '../../../usecases/console-services.js';
import type { ImportVerdict, RowChange, RowFault } from '../../../usecases/enrolment/import/judge-rows.js';
import type { ImportPreview } from '../../../usecases/enrolment/services.js';
import type { Frame } from '../context.js';
import { hrefWith } from '../href.js';
import { Layout } from './layout.js';
import { Empty } from './parts.js';

const ROWS_SHOWN = 100;
const results = ['wrong', 'new', 'changed', 'same'] as const;
type Result = (typeof results)[number];

interface PreviewPageProps {
  readonly frame: Frame;
  readonly preview: ImportPreview;
  readonly regions: readonly RegionOption[];
  readonly result: Result | undefined;
  /** From 1. */
  readonly page: number;
}

export function PreviewPage({ frame, preview, regions, result, page }: PreviewPageProps): VNode {
  const { id, rows, confirmed } = preview;
  const address = `/console/pelapor/impor/${id}`;
  const count = (one: Result) => rows.filter((row) => row.result === one).length;
  const shown = result === undefined ? rows : rows.filter((row) => row.result === result);
  const desaNames = new Map(regions.map(({ code, name }) => [code, name]));
  return (
    <Layout frame={frame} title={importText.previewTitle} place="/console/pelapor">
      <p class="back">
        <a href="/console/pelapor/impor">{importText.again}</a>
      </p>
      <h1>{importText.previewTitle}</h1>
      {confirmed ? <p class="lead">{importText.confirmed}</p> : null}
      <Confirm frame={frame} address={address} added={count('new')} changed={count('changed')} />
      <nav class="tabs" aria-label={importText.tabs}>
        <ul>
          <Tab href={address} label={importText.all} count={rows.length} here={result === undefined} />
          {results.map((one) => (
            <Tab
              key={one}
              href={hrefWith(address, { hasil: one })}
              label={importText.results[one]}
              count={count(one)}
              here={result === one}
            />
          ))}
        </ul>
      </nav>
      {shown.length === 0 ? (
        <Empty title={importText.emptyResult} hint={importText.emptyResultHint} />
      ) : (
        <Rows rows={shown.slice((page - 1) * ROWS_SHOWN, page * ROWS_SHOWN)} desaNames={desaNames} />
      )}
      <Pages address={address} result={result} page={page} total={shown.length} />
    </Layout>
  );
}

interface ConfirmProps {
  readonly frame: Frame;
  readonly address: string;
  readonly added: number;
  readonly changed: number;
}

function Confirm({ frame, address, added, changed }: ConfirmProps): VNode {
  if (added + changed === 0) {
    return (
      <p class="notice good" data-testid="nothing">
        {importText.nothing}
      </p>
    );
  }
  return (
    <form method="post" action={address} class="card stack" data-once>
      <input type="hidden" name="_csrf" value={frame.csrf} />
      <p class="hint">{importText.confirmHint}</p>
      <button type="submit">{importText.confirm(added, changed)}</button>
    </form>
  );
}

function Tab({
  href,
  label,
  count,
  here,
}: {
  href: string;
  label: string;
  count: number;
  here: boolean;
}): VNode {
  return (
    <li>
      <a href={href} aria-current={here ? 'page' : undefined}>
        {label} <span class="count">{count}</span>
      </a>
    </li>
  );
}

type DesaNames = ReadonlyMap<string, string>;

function Rows({ rows, desaNames }: { rows: readonly ImportVerdict[]; desaNames: DesaNames }): VNode {
  const names = importText.columnNames;
  return (
    <table class="cards">
      <caption class="hidden">{importText.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{importText.line}</th>
          <th scope="col">{names.name}</th>
          <th scope="col">{names.phone}</th>
          <th scope="col">{names.desa}</th>
          <th scope="col">{importText.result}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((verdict) => (
          <tr key={verdict.row.line} data-testid="import-row">
            <th scope="row">
              <span class="narrow-only">{importText.line}</span> {verdict.row.line}
            </th>
            <td data-label={names.name}>
              {verdict.row.name} <small>{verdict.row.role}</small>
            </td>
            <td data-label={names.phone}>
              <span class="digits">{verdict.row.phone}</span>
            </td>
            <td data-label={names.desa}>
              {verdict.row.desa} <small>{verdict.row.kecamatan}</small>
            </td>
            <td data-label={importText.result}>
              <span class={`badge result-${verdict.result}`}>{importText.results[verdict.result]}</span>
              <Reasons verdict={verdict} desaNames={desaNames} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Reasons({ verdict, desaNames }: { verdict: ImportVerdict; desaNames: DesaNames }): VNode | null {
  const sentences =
    verdict.result === 'wrong'
      ? verdict.faults.map(faultSentence)
      : verdict.result === 'changed'
        ? verdict.changes.map((change) => changeSentence(change, desaNames))
        : [];
  if (sentences.length === 0) return null;
  return (
    <ul>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

export function faultSentence(fault: RowFault): string {
  return `${importText.columnNames[fault.column]}: ${wordsOf(fault)}`;
}

function wordsOf(fault: RowFault): string {
  const { fault: text } = importText;
  switch (fault.type) {
    case 'phone_twice':
      return text.phone_twice(fault.line);
    case 'unknown_desa':
      return text.unknown_desa(fault.typed);
    case 'unknown_kecamatan':
      return text.unknown_kecamatan(fault.typed);
    case 'ambiguous_desa':
      return text.ambiguous_desa(fault.typed, fault.kecamatan);
    case 'missing':
    case 'too_short':
    case 'too_long':
    case 'unknown_role':
    case 'bad_phone':
    case 'digits_lost':
    case 'not_active':
    case 'not_yours':
      return text[fault.type];
  }
}

function changeSentence({ field, from, to }: RowChange, desaNames: DesaNames): string {
  const shown = (values: readonly string[]) =>
    values.map((one) => (field === 'role' ? reporterRoleLabels[one] : desaNames.get(one)) ?? one).join(', ');
  return importText.change(importText.columnNames[field], shown(from), shown(to));
}

interface PagesProps {
  readonly address: string;
  readonly result: Result | undefined;
  readonly page: number;
  readonly total: number;
}

function Pages({ address, result, page, total }: PagesProps): VNode | null {
  const first = (page - 1) * ROWS_SHOWN;
  if (total <= ROWS_SHOWN || first >= total) return null;
  const to = (n: number) => hrefWith(address, { hasil: result, halaman: String(n) });
  return (
    <nav class="pager" aria-label={reporterText.title}>
      <span>{importText.page(first + 1, Math.min(first + ROWS_SHOWN, total), total)}</span>
      {page === 1 ? null : <a href={to(1)}>{listText.first}</a>}
      {first + ROWS_SHOWN >= total ? null : (
        <a class="button" href={to(page + 1)} rel="next">
          {listText.next}
        </a>
      )}
    </nav>
  );
}
