/** A case as a sheet of paper: no menu, no comments of the staff, nothing to press once it is printed. */
import type { VNode } from 'preact';
import type { ExportPurpose } from '../../../domain/access/export-purpose.js';
import { isOpen } from '../../../domain/case/fold.js';
import { reasonLabel, type Reference } from '../../../domain/reference/reference.js';
import type { Report } from '../../../domain/report/report.js';
import { caseText, eventText, siteText } from '../../../i18n/console.js';
import { caseStateLabels, kindLabels, photoRoleLabels, reporterRoleLabels } from '../../../i18n/labels.js';
import { purposeLabels } from '../../../i18n/out.js';
import { printText } from '../../../i18n/place.js';
import type { FoundCase } from '../../../usecases/console/ports.js';
import type { CaseEventView } from '../../../usecases/console-services.js';
import type { Surroundings } from '../../../usecases/place/services.js';
import { Document } from '../../document.js';
import { assetUrl } from '../../plugins/assets.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { AnswerBody } from './answers.js';
import { Fact } from './parts.js';
import { PlaceFigure } from './place-card.js';

interface PrintSheetProps {
  readonly frame: Frame;
  readonly format: Formatter;
  /** As it is now; reasons have the names that they had. */
  readonly reference: Reference;
  readonly view: FoundCase;
  readonly answers: Report;
  readonly around: Surroundings;
  readonly photos: boolean;
  readonly purpose: ExportPurpose | null;
  readonly note: string;
  readonly printedAt: Date;
}

export function PrintSheet(props: PrintSheetProps): VNode {
  const { frame, format, view, answers, around } = props;
  const { desaName, kecamatanName } = view;
  const map = PlaceFigure({ answers, around, desaName, kecamatanName, home: frame.regionName });
  return (
    <Document
      title={printText.title(view.number)}
      bodyClass="printed"
      scripts={['print.js']}
      head={
        <>
          <link rel="stylesheet" href={assetUrl('place.css')} />
          <link rel="stylesheet" href={assetUrl('print.css')} />
        </>
      }
    >
      <Toolbar caseId={view.id} />
      <main class="sheet" id="isi">
        <Head {...props} />
        <section aria-labelledby="jawaban">
          <h2 id="jawaban">{caseText.reported}</h2>
          <AnswerBody
            answers={answers}
            about={view.about}
            desaName={desaName}
            format={format}
            advised={false}
            level="h3"
          />
        </section>
        {map === null ? null : <section class="sheet-map">{map}</section>}
        <History events={view.events} format={format} reference={props.reference} />
        {isOpen(view.state) ? <Visit /> : null}
        {props.photos ? <Photos view={view} /> : null}
        <Foot {...props} />
      </main>
    </Document>
  );
}

function Toolbar({ caseId }: { readonly caseId: string }): VNode {
  return (
    <nav class="toolbar" aria-label={printText.link}>
      <a href={`/console/kasus/${caseId}`}>{printText.back}</a>
      <a href={`/console/kasus/${caseId}/cetak?pilih=ya`}>{printText.change}</a>
      <button type="button" data-print hidden>
        {printText.print}
      </button>
      <noscript>{printText.withoutScript}</noscript>
    </nav>
  );
}

function Head({ frame, format, view, answers }: PrintSheetProps): VNode {
  const { reporter, sensitive } = view;
  return (
    <header class="sheet-head">
      <p class="kicker">
        {siteText.product} · {frame.regionName}
        {sensitive ? <strong class="confidential">{printText.confidential}</strong> : null}
      </p>
      <h1>
        <span class="number">{view.number}</span> {view.subjectName}
      </h1>
      <dl class="facts">
        <Fact name={caseText.kind}>{kindLabels[answers.kind]}</Fact>
        <Fact name={printText.place}>
          {view.desaName}, {view.kecamatanName}
        </Fact>
        <Fact name={printText.state}>{caseStateLabels[view.state]}</Fact>
        <Fact name={printText.submitted}>{format.moment(view.submittedAt)}</Fact>
        {reporter === null ? null : (
          <Fact name={printText.reporter}>
            {reporter.name} <small>{reporterRoleLabels[reporter.role] ?? reporter.role}</small>
          </Fact>
        )}
      </dl>
    </header>
  );
}

function Photos({ view }: { readonly view: FoundCase }): VNode | null {
  const stored = view.photos.filter(({ state }) => state === 'stored');
  if (stored.length === 0) return null;
  return (
    <section aria-labelledby="foto">
      <h2 id="foto">{caseText.photos}</h2>
      <ul class="sheet-photos">
        {stored.flatMap((photo, at) =>
          Array.from({ length: photo.pages }, (_, n) => {
            const first = `/console/kasus/${view.id}/foto/${photo.id}`;
            const name =
              photo.role === 'minutes'
                ? caseText.minutesPage(n + 1, photo.pages)
                : photoRoleLabels[photo.role];
            return (
              <li key={`${photo.id} ${String(n)}`}>
                <figure>
                  <img
                    src={n === 0 ? first : `${first}/${String(n + 1)}`}
                    alt={caseText.photo(at + 1, name)}
                  />
                  <figcaption>{name}</figcaption>
                </figure>
              </li>
            );
          }),
        )}
      </ul>
    </section>
  );
}

function History({
  events,
  format,
  reference,
}: Pick<PrintSheetProps, 'format' | 'reference'> & Pick<FoundCase, 'events'>): VNode {
  const { at, what, by, note } = printText.historyColumns;
  return (
    <section aria-labelledby="riwayat">
      <h2 id="riwayat">{printText.history}</h2>
      <table class="sheet-history">
        <thead>
          <tr>
            {[at, what, by, note].map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.id}>
              <td>{format.short(event.at)}</td>
              <td>{eventText[event.type]}</td>
              <td>{event.actor.kind === 'system' ? caseText.system : event.actorName}</td>
              <td>{remarkOf(event, reference)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Why, by the code, and in the words of who did it. */
function remarkOf({ data, at }: CaseEventView, reference: Reference): string {
  if (data === null) return '';
  const reason =
    data.type === 'rejected'
      ? reasonLabel(reference, 'reject_reason', { code: data.reason, at })
      : data.type === 'correction_requested'
        ? reasonLabel(reference, 'correction_reason', { code: data.reason, at })
        : data.type === 'reopened' && data.reason !== undefined
          ? reasonLabel(reference, 'reopen_reason', { code: data.reason, at })
          : '';
  const note = 'note' in data ? data.note : '';
  return [reason, note].filter((part) => part !== '').join(': ');
}

/** Room to write on. */
function Visit(): VNode {
  return (
    <section class="visit" aria-labelledby="kunjungan">
      <h2 id="kunjungan">{printText.visit}</h2>
      <div class="lines" aria-hidden="true">
        {[1, 2, 3, 4].map((line) => (
          <div key={line} />
        ))}
      </div>
      <p class="signature">{printText.signature}</p>
    </section>
  );
}

function Foot({ frame, format, purpose, note, printedAt }: PrintSheetProps): VNode {
  const words = purpose === null ? null : purpose === 'other' ? note.trim() : purposeLabels[purpose];
  return (
    <footer class="sheet-foot">
      <p>
        {printText.printed(format.moment(printedAt), frame.actor.name)}
        {words === null ? null : ` ${printText.purposeOf(words)}`} {printText.careful}
      </p>
    </footer>
  );
}
