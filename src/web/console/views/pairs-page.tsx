/** Two persons who may be one: the list of them, and both side by side. */
import type { VNode } from 'preact';
import { pairText } from '../../../i18n/pairs.js';
import { sourceLabels } from '../../../i18n/source-import.js';
import type { PersonFacts } from '../../../domain/matching/person.js';
import type { FieldResult } from '../../../domain/matching/score.js';
import type {
  DecidedPair,
  Face,
  PairEnd,
  PairPage,
  PairPerson,
  PairRow,
  PairView,
} from '../../../usecases/one-person/services.js';
import { assetUrl } from '../../plugins/assets.js';
import type { Frame } from '../context.js';
import { inFours, type Formatter } from '../format.js';
import { hrefWith } from '../href.js';
import { Layout } from './layout.js';
import { Empty, Moment, Pager } from './parts.js';

export const PAIRS_PATH = '/console/pasangan';
/** As many are counted. */
const MOST_COUNTED = 1_000;
/** Bits from which on a field speaks for one person. */
const TELLING = 1;

interface PageProps {
  readonly frame: Frame;
  readonly format: Formatter;
}

export function PairsPage({
  frame,
  format,
  page,
  isFirst,
}: PageProps & { readonly page: PairPage; readonly isFirst: boolean }): VNode {
  const { open, openCount, next, decided } = page;
  return (
    <Layout
      frame={frame}
      title={pairText.title}
      place={PAIRS_PATH}
      head={<link rel="stylesheet" href={assetUrl('pairs.css')} />}
    >
      <h1>{pairText.title}</h1>
      <p class="lead">{pairText.lead}</p>
      {open.length === 0 ? <Empty title={pairText.empty} hint={pairText.emptyHint} /> : null}
      {open.length === 0 ? null : <OpenPairs rows={open} format={format} />}
      {open.length === 0 ? null : (
        <Pager
          count={pairText.waiting(openCount, openCount >= MOST_COUNTED)}
          first={isFirst ? null : PAIRS_PATH}
          next={next === null ? null : hrefWith(PAIRS_PATH, { sesudah: next })}
        />
      )}
      <DecidedPairs rows={decided} format={format} />
    </Layout>
  );
}

function OpenPairs({
  rows,
  format,
}: {
  readonly rows: readonly PairRow[];
  readonly format: Formatter;
}): VNode {
  return (
    <table class="cards pairs">
      <caption class="hidden">{pairText.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{pairText.older}</th>
          <th scope="col">{pairText.newer}</th>
          <th scope="col">{pairText.agreement}</th>
          <th scope="col">{pairText.kind}</th>
          <th scope="col">
            <span class="hidden">{pairText.compare}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} data-testid="pair">
            <th scope="row">
              <End of={row.one} format={format} />
            </th>
            <td data-label={pairText.newer}>
              <End of={row.other} format={format} />
            </td>
            <td data-label={pairText.agreement}>{agreementOf(row.fields)}</td>
            <td data-label={pairText.kind}>
              <span class={`badge pair-${row.verdict}`}>{pairText.verdicts[row.verdict]}</span>
            </td>
            <td>
              <a
                class="button"
                href={`${PAIRS_PATH}/${row.id}`}
                aria-label={pairText.open(row.one.name, row.other.name)}
              >
                {pairText.compare}
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function End({ of, format }: { readonly of: PairEnd; readonly format: Formatter }): VNode {
  const more = [of.birthDate === null ? null : format.shortDay(of.birthDate), of.desaName];
  return (
    <>
      {of.name} <small>{more.filter((one) => one !== null).join(', ')}</small>
    </>
  );
}

function agreementOf(fields: readonly FieldResult[]): string {
  const agreeing = fields.filter(({ weight }) => weight >= TELLING);
  return agreeing.length === 0
    ? pairText.nothing
    : agreeing.map(({ field }) => pairText.fieldName(field)).join(', ');
}

function DecidedPairs({
  rows,
  format,
}: {
  readonly rows: readonly DecidedPair[];
  readonly format: Formatter;
}): VNode {
  return (
    <section aria-labelledby="diputuskan" class="pairs-decided">
      <h2 id="diputuskan">{pairText.decidedTitle}</h2>
      {rows.length === 0 ? <p class="quiet">{pairText.noneDecided}</p> : null}
      {rows.length === 0 ? null : (
        <table class="cards">
          <caption class="hidden">{pairText.decidedCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{pairText.older}</th>
              <th scope="col">{pairText.newer}</th>
              <th scope="col">{pairText.decision}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} data-testid="decided-pair">
                <th scope="row">
                  <a href={`${PAIRS_PATH}/${row.id}`}>
                    <End of={row.one} format={format} />
                  </a>
                </th>
                <td data-label={pairText.newer}>
                  <End of={row.other} format={format} />
                </td>
                <td data-label={pairText.decision}>
                  {pairText.decisions[row.what]}{' '}
                  <small>
                    {pairText.by(row.by)}, <Moment at={row.at} format={format} short />
                  </small>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const shown = [
  'nik',
  'name',
  'birthDate',
  'sex',
  'kk',
  'desaCode',
  'address',
  'phone',
  'motherName',
] as const;

export function PairPageView({ frame, format, view }: PageProps & { readonly view: PairView }): VNode {
  const { one, other, fields, verdict, weight, decision, areOne } = view;
  return (
    <Layout
      frame={frame}
      title={pairText.title}
      place={PAIRS_PATH}
      head={<link rel="stylesheet" href={assetUrl('pairs.css')} />}
    >
      <p>
        <a href={PAIRS_PATH}>{pairText.back}</a>
      </p>
      <div class="title-row">
        <h1>{pairText.verdicts[verdict]}</h1>
        <p class="marks">
          <span class={`badge pair-${verdict}`}>{pairText.total(weight)}</span>
        </p>
      </div>
      <p class="lead">{pairText.verdictHints[verdict]}</p>
      <table class="cards sides" data-testid="sides">
        <caption class="hidden">{pairText.sideCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{pairText.field}</th>
            <th scope="col">{pairText.older}</th>
            <th scope="col">{pairText.newer}</th>
            <th scope="col">{pairText.match}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((field) => (
            <tr key={field}>
              <th scope="row">{pairText.fieldName(field)}</th>
              <td data-label={pairText.older}>
                <Values of={one} field={field} format={format} />
              </td>
              <td data-label={pairText.newer}>
                <Values of={other} field={field} format={format} />
              </td>
              <td data-label={pairText.match}>
                <Match result={fields.find((result) => result.field === field)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="hint">{pairText.weightHint}</p>
      {decision === null && areOne ? <p class="notice">{pairText.areOne}</p> : null}
      {decision === null && !areOne ? <Decide view={view} csrf={frame.csrf} format={format} /> : null}
      {decision === null ? null : <Undo view={view} csrf={frame.csrf} />}
      <History view={view} format={format} />
    </Layout>
  );
}

function Match({ result }: { readonly result: FieldResult | undefined }): VNode {
  const { level, weight } = result ?? { level: 'missing', weight: 0 };
  const tone = weight >= TELLING ? 'agrees' : weight <= -TELLING ? 'differs' : 'silent';
  return (
    <span class={`match ${tone}`}>
      {pairText.level(level)} <small>{pairText.weight(weight)}</small>
    </span>
  );
}

type Shown = (typeof shown)[number];

function valueOf({ facts, desaName }: Face, field: Shown, format: Formatter): string | null {
  const value = facts[field];
  if (value === null) return null;
  switch (field) {
    case 'nik':
    case 'kk':
      return inFours(value);
    case 'birthDate':
      return format.shortDay(value);
    case 'desaCode':
      return desaName;
    case 'name':
    case 'sex':
    case 'address':
    case 'phone':
    case 'motherName':
      return value;
  }
}

/** Each value once, with those who say it. */
function Values({
  of,
  field,
  format,
}: {
  readonly of: PairPerson;
  readonly field: keyof PersonFacts;
  readonly format: Formatter;
}): VNode {
  const said = new Map<string, Set<string>>();
  for (const face of of.faces) {
    const value = valueOf(face, field, format);
    if (value === null) continue;
    const by = face.source === null ? pairText.pemda : sourceLabels[face.source];
    said.set(value, (said.get(value) ?? new Set()).add(by));
  }
  if (said.size === 0) return <span class="quiet">{pairText.unknown}</span>;
  return (
    <>
      {[...said].map(([value, by]) => (
        <span key={value} class="said">
          {value} <small>{[...by].join(', ')}</small>
        </span>
      ))}
    </>
  );
}

const choices = [
  { field: 'name', key: 'nama' },
  { field: 'birthDate', key: 'lahir' },
  { field: 'sex', key: 'jk' },
  { field: 'nik', key: 'nik' },
] as const;

interface DecideProps {
  readonly view: PairView;
  readonly csrf: string;
  readonly format: Formatter;
}

function Decide({ view, csrf, format }: DecideProps): VNode {
  const { one, other } = view;
  const valuesOf = (person: PairPerson, field: Shown) => {
    const values = person.faces.map((face) => valueOf(face, field, format));
    return [...new Set(values.filter((value) => value !== null))].join(' / ');
  };
  const differing = choices.filter(({ field }) => {
    const [a, b] = [valuesOf(one, field), valuesOf(other, field)];
    return a !== '' && b !== '' && a !== b;
  });
  return (
    <section aria-labelledby="putusan" class="card pair-decide">
      <h2 id="putusan">{pairText.decideTitle}</h2>
      <form method="post" action={`${PAIRS_PATH}/${view.id}/putusan`} class="stack" data-once>
        <input type="hidden" name="_csrf" value={csrf} />
        <input type="hidden" name="putusan" value="same" />
        {differing.length === 0 ? null : (
          <>
            <h3>{pairText.toldTitle}</h3>
            <p class="hint">{pairText.toldHint}</p>
          </>
        )}
        {differing.map(({ field, key }) => (
          <fieldset key={key}>
            <legend>{pairText.fieldName(field)}</legend>
            {([one, other] as const).map((person, nth) => (
              <label key={person.id} class="check">
                <input type="radio" name={key} value={nth === 0 ? 'one' : 'other'} checked={nth === 0} />{' '}
                {valuesOf(person, field)}
              </label>
            ))}
          </fieldset>
        ))}
        <button type="submit">{pairText.same}</button>
      </form>
      <form method="post" action={`${PAIRS_PATH}/${view.id}/putusan`} class="stack" data-once>
        <input type="hidden" name="_csrf" value={csrf} />
        <input type="hidden" name="putusan" value="different" />
        <button type="submit" class="second">
          {pairText.different}
        </button>
        <p class="hint">{pairText.differentHint}</p>
      </form>
    </section>
  );
}

function Undo({ view, csrf }: Omit<DecideProps, 'format'>): VNode {
  return (
    <section aria-labelledby="putusan" class="card pair-decide">
      <h2 id="putusan">{view.decision === null ? '' : pairText.decisions[view.decision]}</h2>
      <form method="post" action={`${PAIRS_PATH}/${view.id}/batal`} class="stack" data-once>
        <input type="hidden" name="_csrf" value={csrf} />
        <p class="hint">{pairText.undoHint}</p>
        <button type="submit" class="second">
          {pairText.undo}
        </button>
      </form>
    </section>
  );
}

function History({ view, format }: Omit<DecideProps, 'csrf'>): VNode | null {
  if (view.history.length === 0) return null;
  return (
    <section aria-labelledby="riwayat">
      <h2 id="riwayat">{pairText.historyTitle}</h2>
      <ul class="pair-history">
        {view.history.map(({ what, at, by }) => (
          <li key={at.getTime()}>
            {pairText.events[what]}{' '}
            <small>
              {pairText.by(by)}, <Moment at={at} format={format} short />
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
