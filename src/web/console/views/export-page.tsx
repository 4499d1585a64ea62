import type { ComponentChildren, VNode } from 'preact';
import { staffMay } from '../../../domain/access/scope.js';
import { exportPurposes, type ExportPurpose } from '../../../domain/access/export-purpose.js';
import { exportText, purposeLabels } from '../../../i18n/out.js';
import type { Selection } from '../../../usecases/export/services.js';
import type { Frame } from '../context.js';
import { hrefWith } from '../href.js';
import { Layout } from './layout.js';
import { Empty, Problems } from './parts.js';

/** As it was filled in. */
export interface ExportTyped {
  readonly format: 'xlsx' | 'csv';
  readonly identities: boolean;
  readonly purpose: ExportPurpose | undefined;
  readonly note: string;
}

interface ExportPageProps {
  readonly frame: Frame;
  readonly list: Selection['list'];
  /** Of the list's own address. */
  readonly fields: Readonly<Record<string, string | undefined>>;
  readonly count: number;
  readonly typed: ExportTyped;
  readonly problems: readonly string[];
}

export function ExportPage({ frame, list: of, fields, count, typed, problems }: ExportPageProps): VNode {
  const list = of === 'entries' ? 'entries' : 'cases';
  const place = list === 'entries' ? '/console/data-pemda' : '/console';
  const mayIdentify = staffMay(frame.actor, 'export_identities');
  return (
    <Layout frame={frame} title={exportText.titles[list]} place={place}>
      <p class="back">
        <a href={hrefWith(place, fields)}>{exportText.back}</a>
      </p>
      <h1>{exportText.titles[list]}</h1>
      <p class="lead">{exportText.lead}</p>
      <Problems title={exportText.problemsTitle} problems={problems} />
      {count === 0 ? (
        <Empty title={exportText.rows(0)} hint={exportText.none} />
      ) : (
        <ExportForm
          frame={frame}
          action={list === 'entries' ? '/console/unduh/data-pemda' : '/console/unduh/laporan'}
          fields={fields}
          typed={typed}
        >
          <p>
            <strong>{exportText.rows(count)}</strong>
            {staffMay(frame.actor, 'read_sensitive') ? null : ` ${exportText.concealed}`}
          </p>
          {mayIdentify ? (
            <label class="check">
              <input
                type="checkbox"
                name="identities"
                value="1"
                checked={typed.identities}
                aria-describedby="identitas"
              />
              {exportText.identities}
            </label>
          ) : null}
          {mayIdentify ? (
            <p class="hint" id="identitas">
              {exportText.identitiesHint}
            </p>
          ) : null}
        </ExportForm>
      )}
    </Layout>
  );
}

interface ExportLinkProps {
  readonly list: 'laporan' | 'data-pemda';
  /** The filter, as the list has it in its address. */
  readonly fields: Readonly<Record<string, string | undefined>>;
  readonly count: number;
}

/** Below a list: to have it as a file. */
export function ExportLink({ list, fields, count }: ExportLinkProps): VNode | null {
  if (count === 0) return null;
  const href = hrefWith(`/console/unduh/${list}`, { ...fields, cursor: undefined });
  return (
    <p class="export-link">
      <a href={href}>{exportText.link}</a>
    </p>
  );
}

interface ExportFormProps {
  readonly frame: Frame;
  readonly action: string;
  readonly fields: Readonly<Record<string, string | undefined>>;
  readonly typed: ExportTyped;
  readonly children?: ComponentChildren;
}

/** What for, and as what. */
export function ExportForm({ frame, action, fields, typed, children }: ExportFormProps): VNode {
  return (
    <form class="card stack narrow-form" method="post" action={action}>
      <input type="hidden" name="_csrf" value={frame.csrf} />
      {Object.entries(fields).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      {children}
      <label>
        {exportText.purpose}
        <select name="purpose" value={typed.purpose ?? ''} required>
          <option value="">{exportText.choose}</option>
          {exportPurposes.map((purpose) => (
            <option key={purpose} value={purpose}>
              {purposeLabels[purpose]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {exportText.note}
        <input type="text" name="note" value={typed.note} maxLength={200} aria-describedby="penjelasan" />
      </label>
      <p class="hint" id="penjelasan">
        {exportText.noteHint}
      </p>
      <label>
        {exportText.format}
        <select name="format" value={typed.format}>
          <option value="xlsx">{exportText.formats.xlsx}</option>
          <option value="csv">{exportText.formats.csv}</option>
        </select>
      </label>
      <button type="submit">{exportText.submit}</button>
    </form>
  );
}
