/** The two kinds of report that correct what Data Pemda holds. */
import type { VNode } from 'preact';
import type { DataUpdate } from '../../../domain/report/data-update.js';
import type { NoLongerEligible } from '../../../domain/report/no-longer-eligible.js';
import { caseText } from '../../../i18n/console.js';
import { dataChangeLabels, fieldLabels, ineligibleReasonLabels, sexLabels } from '../../../i18n/labels.js';
import type { EntryLink } from '../../../usecases/console-services.js';
import type { BodyProps } from './answer-props.js';
import { addressLine, BirthFact, IdentityFact, LocationFact, TextFact } from './facts.js';
import { MembersTable } from './members.js';
import { Fact } from './parts.js';

export function IneligibleAnswers({
  answers,
  about,
  desaName,
  format,
}: BodyProps & { readonly answers: NoLongerEligible }): VNode {
  const { kk, nik, name, address, reason, since, location, note } = answers;
  return (
    <dl class="facts">
      <About about={about} entryId={answers.entryId} />
      <Fact name={fieldLabels.name}>{name}</Fact>
      <IdentityFact of="nik" digits={nik} none={caseText.notSaid} />
      <IdentityFact of="kk" digits={kk} none={caseText.notSaid} />
      <TextFact name={fieldLabels.address} text={address === null ? null : addressLine(address)} />
      <Fact name={caseText.desa}>{desaName}</Fact>
      <Fact name={fieldLabels.reason}>{ineligibleReasonLabels[reason]}</Fact>
      <Fact name={fieldLabels.since}>{format.day(since)}</Fact>
      <LocationFact location={location} mapped />
      <TextFact name={fieldLabels.note} text={note} />
    </dl>
  );
}

export function UpdateAnswers({
  answers,
  about,
  desaName,
  format,
  level,
}: BodyProps & { readonly answers: DataUpdate }): VNode {
  const { change, kk, nik, name, since, address, members, gone, location, note } = answers;
  const Heading = level;
  const arrival = change === 'new_arrival';
  return (
    <>
      <dl class="facts">
        <Fact name={caseText.change}>
          <strong>{dataChangeLabels[change]}</strong>
        </Fact>
        {arrival ? null : <About about={about} entryId={answers.entryId} />}
        <Fact name={fieldLabels.name}>{name}</Fact>
        <IdentityFact of="nik" digits={nik} none={arrival ? caseText.noNik : caseText.notSaid} />
        <IdentityFact of="kk" digits={kk} none={arrival ? caseText.noKk : caseText.notSaid} />
        <Born answers={answers} format={format} />
        <TextFact name={placeName(change)} text={answers.place} />
        {since === null ? null : <Fact name={dateName(change)}>{format.day(since)}</Fact>}
        <TextFact
          name={change === 'address' ? caseText.newAddress : fieldLabels.address}
          text={address === null ? null : addressLine(address)}
        />
        <Fact name={caseText.desa}>{desaName}</Fact>
        <TextFact name={fieldLabels.gone} text={gone} />
        <LocationFact location={location} mapped />
        <TextFact name={fieldLabels.note} text={note} />
      </dl>
      {members.length === 0 ? null : (
        <>
          <Heading class="part">{caseText.newMembers}</Heading>
          <MembersTable caption={caseText.newMembers} members={members} format={format} />
        </>
      )}
    </>
  );
}

function Born({
  answers,
  format,
}: Pick<BodyProps, 'format'> & { readonly answers: DataUpdate }): VNode | null {
  const { birthDate, birthEstimated, sex } = answers;
  if (birthDate !== null) return <BirthFact born={{ birthDate, birthEstimated }} sex={sex} format={format} />;
  return <TextFact name={caseText.sexName} text={sex === null ? null : sexLabels[sex]} />;
}

function dateName(change: DataUpdate['change']): string {
  return change === 'moved' || change === 'died' || change === 'new_arrival'
    ? caseText.dates[change]
    : fieldLabels.since;
}

function placeName(change: DataUpdate['change']): string {
  return change === 'moved' || change === 'new_arrival' ? caseText.placeOf[change] : fieldLabels.place;
}

interface AboutProps {
  /** undefined: the page is that entry's own. */
  readonly about: EntryLink | null | undefined;
  readonly entryId: string | null;
}

/** Which entry of Data Pemda is to be corrected. Linked only where the page exists for this person. */
function About({ about, entryId }: AboutProps): VNode | null {
  if (about === undefined) return null;
  return (
    <Fact name={caseText.entryAbout}>
      {about === null || entryId === null ? (
        <span class="quiet">{caseText.entryUnknown}</span>
      ) : (
        <EntryOf entry={about} />
      )}
    </Fact>
  );
}

function EntryOf({ entry: { id, number, name } }: { readonly entry: EntryLink }): VNode {
  const text = caseText.duplicateEntry(number);
  if (name === null) {
    return (
      <>
        {text} <small>{caseText.outsideScope}</small>
      </>
    );
  }
  return (
    <>
      <a href={`/console/data-pemda/${id}`}>{text}</a> {name}
    </>
  );
}
