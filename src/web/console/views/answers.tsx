import type { VNode } from 'preact';
import type { NewPoorHousehold } from '../../../domain/report/new-poor-household.js';
import type { Report } from '../../../domain/report/report.js';
import { caseText, channelLabels } from '../../../i18n/console.js';
import { adviseOn } from '../../../domain/report/indicators.js';
import { adviceLabels, fieldLabels, indicatorLabels, reporterRoleLabels } from '../../../i18n/labels.js';
import type { CaseView } from '../../../usecases/console-services.js';
import { inFours, type Formatter } from '../format.js';
import { Fact, Moment } from './parts.js';

interface AnswersProps {
  readonly title: string;
  readonly answers: Report;
  readonly desaName: string;
  readonly format: Formatter;
  /** Before a decision: what the rules make of the indicators. */
  readonly advised?: boolean;
}

export function Answers({ title, answers, desaName, format, advised = false }: AnswersProps): VNode {
  return (
    <section class="card" aria-labelledby="jawaban" data-testid="answers">
      <h2 id="jawaban">{title}</h2>
      {answers.kind === 'new_poor_household' ? (
        <>
          <AnswerFacts answers={answers} desaName={desaName} format={format} />
          <h3>{caseText.indicators}</h3>
          <Indicators chosen={answers.indicators} advised={advised} />
        </>
      ) : null}
    </section>
  );
}

function AnswerFacts({
  answers,
  desaName,
  format,
}: Omit<AnswersProps, 'title' | 'answers'> & { readonly answers: NewPoorHousehold }): VNode {
  const { kk, nik, name, birthDate, sex, memberCount } = answers;
  return (
    <dl class="facts">
      <Fact name={fieldLabels.name}>{name}</Fact>
      <Fact name={fieldLabels.nik}>{nik === null ? caseText.noNik : <IdentityNumber digits={nik} />}</Fact>
      <Fact name={fieldLabels.kk}>{kk === null ? caseText.noKk : <IdentityNumber digits={kk} />}</Fact>
      <Fact name={fieldLabels.birthDate}>
        {format.day(birthDate)}
        {sex === null ? null : <small> {caseText.sex[sex]}</small>}
      </Fact>
      <Fact name={fieldLabels.address}>{addressLine(answers)}</Fact>
      <Fact name={caseText.desa}>{desaName}</Fact>
      <Fact name={fieldLabels.memberCount}>{caseText.people(memberCount)}</Fact>
    </dl>
  );
}

function addressLine({ address: { line, rt, rw } }: NewPoorHousehold): string {
  return [line, rt === null ? '' : caseText.rt(rt), rw === null ? '' : caseText.rw(rw)]
    .filter((part) => part !== '')
    .join(', ');
}

export function IdentityNumber({ digits }: { readonly digits: string }): VNode {
  return <span class="digits">{inFours(digits)}</span>;
}

/** What was chosen, and what the rules make of it: advice, with its reasons, never a decision. */
function Indicators({ chosen, advised }: { chosen: readonly string[]; advised: boolean }): VNode {
  const { result, criteriaMet, criteriaNeeded, reasons } = adviseOn(chosen);
  if (reasons.length === 0) return <p class="quiet">{caseText.noIndicators}</p>;
  return (
    <>
      <ul class="ticks">
        {reasons.map((id) => (
          <li key={id}>{indicatorLabels[id]}</li>
        ))}
      </ul>
      {advised ? (
        <div class="advice">
          <p>
            <strong>{caseText.advice(adviceLabels[result])}</strong>
          </p>
          <p>{caseText.adviceReasons(criteriaMet, criteriaNeeded)}</p>
        </div>
      ) : null}
    </>
  );
}

export function Reporter({ view, format }: { readonly view: CaseView; readonly format: Formatter }): VNode {
  const { reporter } = view;
  return (
    <section class="card" aria-labelledby="pelapor">
      <h2 id="pelapor">{caseText.reportedBy}</h2>
      <dl class="facts">
        <Fact name={fieldLabels.name}>
          {reporter.name} <small>{reporterRoleLabels[reporter.role] ?? reporter.role}</small>
        </Fact>
        <Fact name={caseText.phone}>
          <span class="digits">{reporter.phone}</span>
        </Fact>
        <Fact name={caseText.channel}>{channelLabels[view.channel]}</Fact>
        <Fact name={caseText.submitted}>
          <Moment at={view.submittedAt} format={format} />
        </Fact>
        <Fact name={caseText.updated}>
          <Moment at={view.updatedAt} format={format} />
        </Fact>
      </dl>
    </section>
  );
}
