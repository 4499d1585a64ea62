import type { ComponentChildren, VNode } from 'preact';
import { duplicateText } from '../../../i18n/case-actions.js';
import { differenceReasonLabels, differentText } from '../../../i18n/casework.js';
import { caseText } from '../../../i18n/console.js';
import { inSentence, photoRoleLabels } from '../../../i18n/labels.js';
import type { CaseState } from '../../../domain/case/events.js';
import { PhotoViewer } from './photo-viewer.js';
import type { CasePhoto, CaseView } from '../../../usecases/console-services.js';
import type { Formatter } from '../format.js';
import { useListed } from './list-state.js';
import { Moment } from './parts.js';

export function Photos({ view }: { readonly view: CaseView }): VNode {
  const minutes = view.photos.filter(({ role }) => role === 'minutes');
  const photos = view.photos.filter(({ role }) => role !== 'minutes');
  return (
    <section class="card" aria-labelledby="foto" data-testid="photos">
      <h2 id="foto">{caseText.photos}</h2>
      {photos.length === 0 ? <p class="quiet">{caseText.noPhotos}</p> : null}
      <ul class="photos">
        {photos.map((photo, index) => (
          <li key={photo.id} data-state={photo.state}>
            <Photo
              caseId={view.id}
              photo={photo}
              name={caseText.photo(index + 1, photoRoleLabels[photo.role])}
              label={photoRoleLabels[photo.role]}
            />
          </li>
        ))}
      </ul>
      {minutes.length === 0 ? null : <Minutes caseId={view.id} documents={minutes} />}
      {view.photos.some(({ state }) => state === 'stored') ? <PhotoViewer /> : null}
    </section>
  );
}

interface MinutesProps {
  readonly caseId: string;
  readonly documents: readonly CasePhoto[];
}

/** The berita acara of the musyawarah desa, page by page. */
function Minutes({ caseId, documents }: MinutesProps): VNode {
  return (
    <>
      <h3>{caseText.minutes}</h3>
      <ul class="photos documents" data-testid="minutes">
        {documents.flatMap((document) =>
          Array.from({ length: document.pages }, (_, index) => {
            const name = caseText.minutesPage(index + 1, document.pages);
            return (
              <li key={`${document.id} ${String(index)}`} data-state={document.state}>
                <Photo caseId={caseId} photo={document} page={index + 1} name={name} label={name} />
              </li>
            );
          }),
        )}
      </ul>
    </>
  );
}

interface PhotoProps {
  readonly caseId: string;
  readonly photo: CasePhoto;
  readonly page?: number;
  /** What it is called where it cannot be seen. */
  readonly name: string;
  /** What stands under it. */
  readonly label: string;
}

function Photo({ caseId, photo, page = 1, name, label }: PhotoProps): VNode {
  switch (photo.state) {
    case 'pending':
      return (
        <p class="quiet">
          {label}: {caseText.photoPending}
        </p>
      );
    case 'failed':
      return (
        <p class="quiet">
          {label}: {caseText.photoFailed}
        </p>
      );
    case 'stored': {
      const first = `/console/kasus/${caseId}/foto/${photo.id}`;
      const address = page === 1 ? first : `${first}/${String(page)}`;
      return (
        <figure>
          <a href={address} aria-label={caseText.photoFull(name)} data-photo={name}>
            <img
              src={address}
              alt={name}
              width={photo.width ?? undefined}
              height={photo.height ?? undefined}
              loading="lazy"
            />
          </a>
          <figcaption>{label}</figcaption>
        </figure>
      );
    }
  }
}

interface DuplicatesProps {
  readonly of: CaseView;
  readonly format: Formatter;
}

/** What is to be looked at; below it, what somebody has looked at and called different. */
export function Duplicates({ of: view, format }: DuplicatesProps): VNode {
  const { id, duplicates, state } = view;
  const open = duplicates.filter(({ verdict }) => verdict === null);
  const decided = duplicates.filter(({ verdict }) => verdict !== null);
  return (
    <section
      class={open.length === 0 ? 'card' : 'card warn'}
      aria-labelledby="ganda"
      data-testid="duplicates"
    >
      <h2 id="ganda">{caseText.duplicates}</h2>
      {duplicates.length === 0 ? (
        <p class="quiet">{isScreened(state) ? caseText.noDuplicates : caseText.notScreened}</p>
      ) : null}
      <ul class="plain-list">
        {open.map((duplicate) => (
          <Found key={`${duplicate.rule} ${duplicate.number}`} id={id} duplicate={duplicate} />
        ))}
      </ul>
      {decided.length === 0 ? null : (
        <details class="decided">
          <summary>{differentText.decided(new Set(decided.map(({ number }) => number)).size)}</summary>
          <ul class="plain-list">
            {decided.map((duplicate) => (
              <Found key={`${duplicate.rule} ${duplicate.number}`} id={id} duplicate={duplicate}>
                {duplicate.verdict === null ? null : (
                  <VerdictWords verdict={duplicate.verdict} format={format} />
                )}
              </Found>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

interface FoundProps {
  readonly id: string;
  readonly duplicate: CaseView['duplicates'][number];
  readonly children?: ComponentChildren;
}

function Found({ id, duplicate, children }: FoundProps): VNode {
  const { rule, verdict } = duplicate;
  return (
    <li>
      <span class={verdict === null ? 'tag warn' : 'tag'}>{caseText.duplicateRule[rule]}</span>{' '}
      <DuplicateName {...duplicate} />
      <Compare id={id} duplicate={duplicate} />
      {children}
    </li>
  );
}

/** Who called two different, when and why. */
export function VerdictWords({
  verdict: { reason, note, byName, at },
  format,
}: {
  readonly verdict: NonNullable<CaseView['duplicates'][number]['verdict']>;
  readonly format: Formatter;
}): VNode {
  return (
    <>
      <p>{differentText.verdict(inSentence(differenceReasonLabels[reason]))}</p>
      {note === '' ? null : <p class="said">{note}</p>}
      <p class="quiet">
        {byName} · <Moment at={at} format={format} />
      </p>
    </>
  );
}

function Compare({
  id,
  duplicate: { caseId, entryId, name, number },
}: {
  readonly id: string;
  readonly duplicate: CaseView['duplicates'][number];
}): VNode | null {
  const address = useListed(`/console/kasus/${id}/banding/${caseId ?? entryId ?? ''}`);
  if (name === null) return null;
  return (
    <>
      {' · '}
      <a href={address}>
        {duplicateText.compare}
        <span class="hidden"> {number}</span>
      </a>
    </>
  );
}

/** Whether the answers as they are now were looked up. */
export function isScreened(state: CaseState): boolean {
  return state !== 'submitted' && state !== 'resubmitted';
}

/** Linked only within the actor's scope: elsewhere the page would not exist. */
function DuplicateName({ caseId, entryId, number, name }: CaseView['duplicates'][number]): VNode {
  const text = entryId === null ? caseText.duplicateCase(number) : caseText.duplicateEntry(number);
  if (name === null) {
    return (
      <>
        {text} <small>{caseText.outsideScope}</small>
      </>
    );
  }
  const address = entryId === null ? `/console/kasus/${caseId ?? ''}` : `/console/data-pemda/${entryId}`;
  return (
    <>
      <a href={address}>{text}</a> {name}
    </>
  );
}
