/** Every source side by side, with what differs marked by a word. */
import type { VNode } from 'preact';
import type { SeenPerson } from '../../../../domain/people/conceal.js';
import type { SourceFact } from '../../../../domain/people/person-file.js';
import { sideBySide, type ComparedField, type StoreColumn } from '../../../../domain/people/side-by-side.js';
import { listText } from '../../../../i18n/console.js';
import { sexLabels } from '../../../../i18n/labels.js';
import { personText, storeLabels } from '../../../../i18n/people.js';
import type { RegionOption } from '../../../../usecases/console-services.js';
import { inFours, type Formatter } from '../../format.js';
import { placeName, relationName } from './parts.js';

interface SidesProps {
  readonly person: SeenPerson;
  readonly regions: readonly RegionOption[];
  readonly format: Formatter;
}

export function Sides({ person, regions, format }: SidesProps): VNode {
  const { columns, rows } = sideBySide(person, person.elsewhere);
  const differing = rows.filter(({ differs }) => differs).length;
  const labels = columns.map(({ store }) => storeLabels[store]);
  const hidden = person.sources.filter(({ recordId }) => person.elsewhere.has(recordId));
  const gone = person.sources.filter(({ present, recordId }) => !present && !person.elsewhere.has(recordId));
  return (
    <section class="card" aria-labelledby="sumber">
      <h2 id="sumber">{personText.sides}</h2>
      {columns.length === 0 ? (
        <p class="quiet">{personText.sidesEmpty}</p>
      ) : (
        <>
          <p>{personText.sidesLead({ sources: columns.length + hidden.length, differing })}</p>
          <table class="cards inner compared" data-testid="sides">
            <caption class="hidden">{personText.sidesCaption}</caption>
            <thead>
              <tr>
                <th scope="col">{personText.field}</th>
                {labels.map((label, nth) => (
                  <th scope="col" key={nth}>
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ field, values, differs }) => (
                <tr key={field} class={differs ? 'differs' : undefined}>
                  <th scope="row">
                    {personText.fields[field]}
                    {differs ? <span class="tag warn">{personText.differs}</span> : null}
                  </th>
                  {values.map((value, nth) => (
                    <td key={nth} data-label={labels[nth]}>
                      {value === null ? (
                        listText.none
                      ) : (
                        <Value field={field} value={value} {...{ regions, format }} />
                      )}
                    </td>
                  ))}
                </tr>
              ))}
              <Verification columns={columns} person={person} format={format} />
              <DataOf columns={columns} format={format} />
            </tbody>
          </table>
        </>
      )}
      {hidden.map((fact) => (
        <p class="quiet" key={fact.recordId}>
          {personText.elsewhere(storeLabels[fact.source])}
        </p>
      ))}
      {gone.map((fact) => (
        <p class="quiet" key={fact.recordId}>
          {personText.goneSince(storeLabels[fact.source], format.day(fact.validFrom))}
        </p>
      ))}
    </section>
  );
}

interface ValueProps extends Omit<SidesProps, 'person'> {
  readonly field: ComparedField;
  readonly value: string;
}

function Value({ field, value, regions, format }: ValueProps): VNode {
  switch (field) {
    case 'birthDate':
      return <>{format.day(value)}</>;
    case 'sex':
      return <>{value === 'L' || value === 'P' ? sexLabels[value] : value}</>;
    case 'nik':
    case 'kk':
      return <span class="digits">{inFours(value)}</span>;
    case 'desa':
      return <>{placeName(regions, value)}</>;
    case 'relation':
      return <>{relationName(value)}</>;
    case 'name':
    case 'address':
    case 'motherName':
    case 'occupation':
    case 'status':
      return <>{value}</>;
  }
}

interface ColumnsProps {
  readonly columns: readonly StoreColumn[];
  readonly format: Formatter;
}

/** Who looked, when, and with what result; nothing in Data Pemda was not approved by somebody. */
function Verification({ columns, person, format }: ColumnsProps & { readonly person: SeenPerson }): VNode {
  return (
    <tr data-testid="verification">
      <th scope="row">{personText.verification}</th>
      {columns.map(({ store, fact }, nth) => (
        <td key={nth} data-label={storeLabels[store]}>
          {fact === null ? (
            <Approval person={person} format={format} />
          ) : (
            <Mark fact={fact} format={format} />
          )}
        </td>
      ))}
    </tr>
  );
}

function Approval({ person, format }: { readonly person: SeenPerson; readonly format: Formatter }): VNode {
  const newest = person.entries.flatMap(({ versions }) => versions.slice(0, 1))[0];
  if (newest === undefined) return <>{listText.none}</>;
  const { approvedBy, checkedAt } = newest;
  return (
    <>
      {approvedBy === null ? null : personText.approved(approvedBy)}
      {checkedAt === null ? null : <small> {personText.checked(format.date(checkedAt))}</small>}
    </>
  );
}

function Mark({ fact, format }: { readonly fact: SourceFact; readonly format: Formatter }): VNode {
  const mark = fact.said?.verification ?? null;
  if (!fact.verified || mark === null) {
    // Of P3KE alone every row is to be looked at before it counts.
    return fact.source === 'P3KE' ? (
      <span class="tag warn">{personText.unverified}</span>
    ) : (
      <span class="quiet">{personText.notMarked}</span>
    );
  }
  const how = [
    ...(mark.by === null ? [] : [personText.verifiedBy(mark.by)]),
    ...(mark.on === null ? [] : [personText.verifiedOn(format.shortDay(mark.on))]),
    ...(mark.result === null ? [] : [mark.result]),
  ];
  return (
    <>
      {personText.verified} <small>{how.join(', ')}</small>
    </>
  );
}

function DataOf({ columns, format }: ColumnsProps): VNode | null {
  if (columns.every(({ fact }) => fact === null)) return null;
  return (
    <tr>
      <th scope="row">{personText.asOfData}</th>
      {columns.map(({ store, fact }, nth) => (
        <td key={nth} data-label={storeLabels[store]}>
          {fact === null ? listText.none : format.shortDay(fact.validFrom)}
        </td>
      ))}
    </tr>
  );
}
