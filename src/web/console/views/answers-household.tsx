import type { VNode } from 'preact';
import { adviseOn } from '../../../domain/report/indicators.js';
import type { NewPoorHousehold } from '../../../domain/report/new-poor-household.js';
import { caseText } from '../../../i18n/console.js';
import { adviceLabels, fieldLabels, indicatorLabels } from '../../../i18n/labels.js';
import type { BodyProps } from './answer-props.js';
import { addressLine, BirthFact, IdentityFact, LocationFact, TextFact } from './facts.js';
import { MembersTable } from './members.js';
import { Fact } from './parts.js';

export function HouseholdAnswers({
  answers,
  desaName,
  format,
  advised,
  level,
}: BodyProps & { readonly answers: NewPoorHousehold }): VNode {
  const { kk, nik, name, sex, memberCount, members, location, note } = answers;
  const Heading = level;
  return (
    <>
      <dl class="facts">
        <Fact name={fieldLabels.name}>{name}</Fact>
        <IdentityFact of="nik" digits={nik} none={caseText.noNik} />
        <IdentityFact of="kk" digits={kk} none={caseText.noKk} />
        <BirthFact born={answers} sex={sex} format={format} />
        <Fact name={fieldLabels.address}>{addressLine(answers.address)}</Fact>
        <Fact name={caseText.desa}>{desaName}</Fact>
        <LocationFact location={location} mapped />
        <Fact name={fieldLabels.memberCount}>{caseText.people(memberCount)}</Fact>
        <TextFact name={fieldLabels.note} text={note} />
      </dl>
      {members.length === 0 ? null : (
        <>
          <Heading class="part">{caseText.members}</Heading>
          <p class="hint">{caseText.membersTold(members.length, memberCount)}</p>
          <MembersTable caption={caseText.members} members={members} format={format} />
        </>
      )}
      <Heading class="part">{caseText.indicators}</Heading>
      <Indicators chosen={answers.indicators} advised={advised} />
    </>
  );
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
