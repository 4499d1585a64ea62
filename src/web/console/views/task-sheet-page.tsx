/** The task sheet: on paper, what a chat message must not tell. */
import type { VNode } from 'preact';
import type { Report } from '../../../domain/report/report.js';
import { checkFindings } from '../../../domain/case/field-check.js';
import { caseText } from '../../../i18n/console.js';
import { checkFindingLabels, checkQuestionLabels, sheetText } from '../../../i18n/field-check.js';
import type { TaskSheet } from '../../../usecases/field-check/services.js';
import { assetUrl } from '../../plugins/assets.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { checkPath } from './check-parts.js';
import { Layout } from './layout.js';
import { Fact } from './parts.js';

interface SheetProps {
  readonly frame: Frame;
  readonly sheet: TaskSheet;
  readonly format: Formatter;
}

export function TaskSheetPage({ frame, sheet, format }: SheetProps): VNode {
  const { number, check, answers, desaName, kecamatanName } = sheet;
  const { location } = answers;
  return (
    <Layout
      frame={frame}
      title={sheetText.title(number)}
      place="/console"
      head={<link rel="stylesheet" href={assetUrl('field-check.css')} />}
    >
      <p class="back">
        <a href={checkPath(sheet.caseId)}>{sheetText.back}</a>
      </p>
      <p class="hint no-print">{sheetText.print}</p>
      <article class="sheet" data-testid="sheet">
        <h1>{sheetText.heading}</h1>
        <p>{sheetText.office(frame.regionName)}</p>
        <dl class="facts">
          <Fact name={sheetText.number}>
            <span class="number">{number}</span>
          </Fact>
          <Fact name={sheetText.checker}>{check.checkerName}</Fact>
          <Fact name={sheetText.dueOn}>{format.day(check.dueOn)}</Fact>
          <Fact name={sheetText.who}>{answers.name}</Fact>
          <Fact name={sheetText.address}>{addressOf(answers)}</Fact>
          <Fact name={sheetText.place}>
            {desaName}, {kecamatanName}
          </Fact>
          {location === null ? null : (
            <Fact name={sheetText.location}>
              {`${location.latitude.toFixed(5)}, ${location.longitude.toFixed(5)}`}
            </Fact>
          )}
          {answers.kind === 'new_poor_household' ? (
            <Fact name={sheetText.members}>{caseText.people(answers.memberCount)}</Fact>
          ) : null}
        </dl>
        <table class="sheet-questions">
          <thead>
            <tr>
              <th scope="col">{sheetText.look}</th>
              {checkFindings.map((finding) => (
                <th key={finding} scope="col">
                  {checkFindingLabels[finding]}
                </th>
              ))}
              <th scope="col">{sheetText.remark}</th>
            </tr>
          </thead>
          <tbody>
            {check.questions.map((question) => (
              <tr key={question}>
                <th scope="row">{checkQuestionLabels[question]}</th>
                {checkFindings.map((finding) => (
                  <td key={finding}>
                    <span class="tick-box" />
                  </td>
                ))}
                <td />
              </tr>
            ))}
          </tbody>
        </table>
        {check.note === '' ? null : (
          <p>
            {sheetText.note}: {check.note}
          </p>
        )}
        {check.checker.kind === 'reporter' ? <p>{sheetText.answer(number)}</p> : null}
        <p class="quiet">{sheetText.caution}</p>
        <div class="signatures">
          <p>
            {sheetText.ordered}: {check.orderedByName}
          </p>
          <p>
            {sheetText.signed}: {check.checkerName}
          </p>
        </div>
      </article>
    </Layout>
  );
}

function addressOf(answers: Report): string {
  const { address } = answers;
  if (address === null) return sheetText.noAddress;
  const { line, rt, rw } = address;
  const parts = [line, ...(rt === null ? [] : [caseText.rt(rt)]), ...(rw === null ? [] : [caseText.rw(rw)])];
  return parts.join(', ');
}
