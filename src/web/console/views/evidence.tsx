import type { VNode } from 'preact';
import { caseText } from '../../../i18n/console.js';
import type { CaseState } from '../../../domain/case/events.js';
import type { CaseView } from '../../../usecases/console-services.js';

export function Photos({ view }: { readonly view: CaseView }): VNode {
  return (
    <section class="card" aria-labelledby="foto" data-testid="photos">
      <h2 id="foto">{caseText.photos}</h2>
      {view.photos.length === 0 ? <p class="quiet">{caseText.noPhotos}</p> : null}
      <ul class="photos">
        {view.photos.map((photo, index) => (
          <li key={photo.id} data-state={photo.state}>
            <Photo caseId={view.id} photo={photo} index={index + 1} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface PhotoProps {
  readonly caseId: string;
  readonly photo: CaseView['photos'][number];
  readonly index: number;
}

function Photo({ caseId, photo, index }: PhotoProps): VNode {
  switch (photo.state) {
    case 'pending':
      return <p class="quiet">{caseText.photoPending}</p>;
    case 'failed':
      return <p class="quiet">{caseText.photoFailed}</p>;
    case 'stored': {
      const address = `/console/kasus/${caseId}/foto/${photo.id}`;
      return (
        <a href={address} aria-label={caseText.photoFull(index)}>
          <img
            src={address}
            alt={caseText.photo(index)}
            width={photo.width ?? undefined}
            height={photo.height ?? undefined}
            loading="lazy"
          />
        </a>
      );
    }
  }
}

export function Duplicates({ duplicates, state }: Pick<CaseView, 'duplicates' | 'state'>): VNode {
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
          </li>
        ))}
      </ul>
    </section>
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
