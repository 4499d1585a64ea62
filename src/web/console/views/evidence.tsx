import type { VNode } from 'preact';
import { duplicateText } from '../../../i18n/case-actions.js';
import { caseText } from '../../../i18n/console.js';
import { photoRoleLabels } from '../../../i18n/labels.js';
import type { CaseState } from '../../../domain/case/events.js';
import { PhotoViewer } from './photo-viewer.js';
import type { CasePhoto, CaseView } from '../../../usecases/console-services.js';

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

export function Duplicates({ of: { id, duplicates, state } }: { readonly of: CaseView }): VNode {
  return (
    <section
      class={duplicates.length === 0 ? 'card' : 'card warn'}
      aria-labelledby="ganda"
      data-testid="duplicates"
    >
      <h2 id="ganda">{caseText.duplicates}</h2>
      {duplicates.length === 0 ? (
        <p class="quiet">{isScreened(state) ? caseText.noDuplicates : caseText.notScreened}</p>
      ) : null}
      <ul class="plain-list">
        {duplicates.map((duplicate) => (
          <li key={`${duplicate.rule} ${duplicate.number}`}>
            <span class="tag warn">{caseText.duplicateRule[duplicate.rule]}</span>{' '}
            <DuplicateName {...duplicate} />
            <Compare id={id} duplicate={duplicate} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Compare({
  id,
  duplicate: { caseId, entryId, name, number },
}: {
  readonly id: string;
  readonly duplicate: CaseView['duplicates'][number];
}): VNode | null {
  if (name === null) return null;
  return (
    <>
      {' · '}
      <a href={`/console/kasus/${id}/banding/${caseId ?? entryId ?? ''}`}>
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
