import type { VNode } from 'preact';
import { staffMay } from '../../../../domain/access/scope.js';
import type { AidComposition } from '../../../../domain/aid/criteria.js';
import { aidText, storeLabels } from '../../../../i18n/aid.js';
import { sexLabels } from '../../../../i18n/labels.js';
import { maskedNik } from '../../../../usecases/aid/export-list.js';
import type { AidListRow, AidListView } from '../../../../usecases/aid/ports.js';
import type { RegionOption } from '../../../../usecases/console-services.js';
import type { GiftForm } from '../../aid-form.js';
import type { Frame } from '../../context.js';
import type { Formatter } from '../../format.js';
import { hrefWith } from '../../href.js';
import { Action } from '../action.js';
import { Layout } from '../layout.js';
import { Fact, Moment, Problems } from '../parts.js';
import { ListBadge } from './lists-page.js';
import { AID, AidHead, Composition, Criteria, GiftFields, namesOf } from './shared.js';

/** Without a script the page of a list that is being frozen loads itself anew. */
const REFRESH_SECONDS = 3;

export interface ListPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly list: AidListView;
  /** As it is frozen, or of a draft as it would be now; null: it is being frozen. */
  readonly composition: AidComposition | null;
  readonly regions: readonly RegionOption[];
  /** By code. */
  readonly programs: ReadonlyMap<string, string>;
  readonly rows: readonly AidListRow[];
  /** Behind the last row shown; null: there are no more. */
  readonly next: number | null;
  /** Whether rows stand before these. */
  readonly later: boolean;
  readonly today: string;
  /** ISO date by the office's clock; of a draft today. */
  readonly frozenOn: string;
  /** Made for this page's form. */
  readonly form: string;
  readonly typed: Pick<GiftForm, 'hari' | 'jumlah' | 'barang' | 'cakupan' | 'orang'>;
  readonly note: string;
  readonly problems: readonly string[];
}

export function AidListPage(props: ListPageProps): VNode {
  const { frame, format, list, composition, regions, problems } = props;
  const freezing = list.state === 'freezing';
  return (
    <Layout
      frame={frame}
      title={list.name}
      place={AID}
      refresh={freezing ? REFRESH_SECONDS : undefined}
      script="aid.js"
      head={<AidHead />}
    >
      <p class="back">
        <a href={AID} data-key="u">
          {aidText.back}
        </a>
      </p>
      <div class="title-row">
        <h1>{list.name}</h1>
        <ListBadge state={list.state} />
        {list.sensitive ? <span class="badge sensitive">{aidText.sensitive}</span> : null}
      </div>
      <Problems title={aidText.problems} problems={problems} />
      <div class="columns">
        <div class="stack">
          <section class="card" aria-labelledby="kriteria">
            <h2 id="kriteria">{aidText.criteria}</h2>
            <dl class="facts">
              <Fact name={aidText.program}>{list.programName}</Fact>
              <Fact name={aidText.author}>{list.authorName}</Fact>
              <Fact name={list.frozenAt === null ? aidText.made : aidText.frozenAt}>
                <Moment at={list.frozenAt ?? list.createdAt} format={format} />
              </Fact>
              {list.state === 'approved' ? (
                <Fact name={aidText.given}>
                  {format.count(list.given)} / {format.count(list.rowCount ?? 0)}
                </Fact>
              ) : null}
            </dl>
            <Criteria
              criteria={list.criteria}
              names={namesOf(regions, frame.regionName)}
              programs={props.programs}
              format={format}
            />
          </section>
          <Next {...props} />
        </div>
        <section class="card" aria-labelledby="isi-daftar">
          <h2 id="isi-daftar">{aidText.composition}</h2>
          {freezing ? (
            <div role="status">
              <p>{aidText.freezing}</p>
              {list.rowCount === null ? null : (
                <>
                  <progress value={list.sealedTo} max={list.rowCount} aria-label={aidText.freezing} />
                  <p class="hint">{aidText.sealed(list.sealedTo, list.rowCount)}</p>
                </>
              )}
            </div>
          ) : null}
          {composition === null ? null : (
            <Composition
              composition={composition}
              names={namesOf(regions, frame.regionName)}
              format={format}
            />
          )}
          {list.state === 'draft' ? <p class="hint">{aidText.liveNote}</p> : null}
        </section>
      </div>
      {props.rows.length === 0 ? null : <People {...props} />}
    </Layout>
  );
}

/** What comes next, for whoever may do it. */
function Next({ frame, format, list, note }: ListPageProps): VNode | null {
  const path = `${AID}/daftar/${list.id}`;
  const { actor } = frame;
  switch (list.state) {
    case 'draft':
      return (
        <section class="card stack aid-next" aria-label={aidText.freeze}>
          <form method="post" action={`${path}/bekukan`} class="stack" data-once>
            <input type="hidden" name="_csrf" value={frame.csrf} />
            <input type="hidden" name="version" value={list.version} />
            <button type="submit">{aidText.freeze}</button>
            <p class="hint">{aidText.freezeHint}</p>
          </form>
          <p>
            <a href={`${AID}/susun/${list.id}`}>{aidText.edit}</a>
          </p>
          <Action frame={frame} action={`${path}/buang`}>
            <button type="submit" class="quiet">
              {aidText.drop}
            </button>
          </Action>
        </section>
      );
    case 'freezing':
      return null;
    case 'frozen': {
      const own = list.authorId === actor.id;
      if (own || !staffMay(actor, 'approve_aid_lists')) {
        return <p class="notice">{own ? aidText.own : aidText.waiting}</p>;
      }
      return (
        <section class="card" aria-labelledby="keputusan">
          <h2 id="keputusan">{aidText.decideTitle}</h2>
          <form method="post" action={`${path}/putuskan`} class="stack" data-once>
            <input type="hidden" name="_csrf" value={frame.csrf} />
            <label>
              {aidText.note}
              <input
                name="catatan"
                value={note}
                maxLength={300}
                autocomplete="off"
                aria-describedby="catatan-petunjuk"
              />
            </label>
            <p class="hint" id="catatan-petunjuk">
              {aidText.noteHint}
            </p>
            <div class="in-line">
              <button type="submit" name="putusan" value="setuju">
                {aidText.approve}
              </button>
              <button type="submit" name="putusan" value="kembali" class="second">
                {aidText.giveBack}
              </button>
            </div>
          </form>
        </section>
      );
    }
    case 'approved':
    case 'returned': {
      const { decision } = list;
      if (decision === null) return null;
      const at = format.moment(decision.at);
      const approved = list.state === 'approved';
      return (
        <section class="card stack" aria-label={aidText.decideTitle}>
          <p>
            {approved ? aidText.approvedBy(decision.byName, at) : aidText.returnedBy(decision.byName, at)}
          </p>
          {decision.note === null ? null : <p class="words">{decision.note}</p>}
          <p>
            {approved ? (
              <a href={`${path}/unduh`}>{aidText.download}</a>
            ) : (
              <a href={`${AID}/susun?dari=${list.id}`}>{aidText.again}</a>
            )}
          </p>
        </section>
      );
    }
  }
}

function People(props: ListPageProps): VNode {
  const { frame, list, next, later, rows } = props;
  const path = `${AID}/daftar/${list.id}`;
  const gives = list.state === 'approved' && list.programActive;
  const table = <Rows {...props} pickable={gives} />;
  return (
    <>
      <h2 class="rows-title" id="penerima">
        {aidText.rowsTitle}
      </h2>
      {list.state === 'approved' && !list.programActive ? (
        <p class="notice warn">{aidText.programInactive}</p>
      ) : null}
      {gives ? (
        <form method="post" action={`${path}/catat`} data-once>
          <input type="hidden" name="_csrf" value={frame.csrf} />
          <input type="hidden" name="form" value={props.form} />
          <Give {...props} />
          {table}
        </form>
      ) : (
        table
      )}
      <nav class="pager" aria-label={aidText.rowsTitle}>
        <span>{aidText.rowsOf(rows[0]?.n ?? 0, rows.at(-1)?.n ?? 0, list.rowCount ?? 0)}</span>
        {later ? <a href={path}>1</a> : null}
        {next === null ? null : (
          <a class="button" href={`${path}?sesudah=${String(next)}#penerima`} rel="next">
            →
          </a>
        )}
      </nav>
    </>
  );
}

function Give({ list, typed, today }: ListPageProps): VNode {
  return (
    <details class="card aid-give" open={typed.orang.length > 0}>
      <summary>{aidText.giveTitle}</summary>
      <div class="stack">
        <p class="hint">{aidText.giveLead}</p>
        <p>
          <a href={hrefWith(`${AID}/berkas`, { daftar: list.id })}>{aidText.fromFile}</a>
        </p>
        <fieldset>
          <legend>{aidText.scope}</legend>
          <label class="check">
            <input type="radio" name="cakupan" value="dicentang" checked={typed.cakupan === 'dicentang'} />
            {aidText.ticked}
          </label>
          <label class="check">
            <input type="radio" name="cakupan" value="semua" checked={typed.cakupan === 'semua'} />
            {aidText.everybody(list.rowCount ?? 0)}
          </label>
        </fieldset>
        <GiftFields typed={typed} today={today} />
        <button type="submit">{aidText.give}</button>
      </div>
    </details>
  );
}

function Rows({
  rows,
  format,
  typed,
  pickable,
  frozenOn,
}: ListPageProps & { readonly pickable: boolean }): VNode {
  return (
    <table class="cards">
      <caption class="hidden">{aidText.rowsCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{aidText.no}</th>
          <th scope="col">{aidText.person}</th>
          <th scope="col">{aidText.findNik}</th>
          <th scope="col">{aidText.age}</th>
          <th scope="col">{aidText.where}</th>
          <th scope="col">{aidText.desil}</th>
          <th scope="col">{aidText.stores}</th>
          <th scope="col">{aidText.givenOn}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.n} data-testid="aid-row">
            <td data-label={aidText.no}>
              {pickable ? (
                <label class="check">
                  <input
                    type="checkbox"
                    name="orang"
                    value={row.n}
                    checked={typed.orang.includes(String(row.n))}
                    aria-label={aidText.pick(row.name)}
                  />
                  {format.count(row.n)}
                </label>
              ) : (
                format.count(row.n)
              )}
            </td>
            <th scope="row">
              <a href={`${AID}/orang/${row.personId}`}>{row.name}</a>
            </th>
            <td data-label={aidText.findNik} class="digits">
              {maskedNik(row.told?.nik ?? null) ?? '–'}
            </td>
            <td data-label={aidText.age}>
              {row.birthDate === null ? '–' : ageOn(row.birthDate, frozenOn)}
              {row.sex === null ? null : <small> {sexLabels[row.sex]}</small>}
            </td>
            <td data-label={aidText.where}>
              {row.desaName} <small>{row.kecamatanName}</small>
            </td>
            <td data-label={aidText.desil}>
              {row.desil ?? '–'}{' '}
              {row.desilStore === null ? null : <small>{storeLabels[row.desilStore]}</small>}
            </td>
            <td data-label={aidText.stores}>
              {row.stores.map((store) => storeLabels[store]).join(', ')}{' '}
              {row.verified ? null : <span class="tag warn">{aidText.unverified}</span>}
            </td>
            <td data-label={aidText.givenOn}>
              {row.givenOn === null ? aidText.notYet : format.shortDay(row.givenOn)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ageOn(born: string, today: string): string {
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
  return String(today.slice(5) < born.slice(5) ? years - 1 : years);
}
