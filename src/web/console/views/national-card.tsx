/** What the national data say of somebody, source by source. */
import type { VNode } from 'preact';
import { nationalText, sourceLabels } from '../../../i18n/source-import.js';
import type { NationalFinding, NationalView } from '../../../usecases/console-services.js';
import type { Formatter } from '../format.js';
import { Fact } from './parts.js';

interface NationalCardProps {
  readonly national: readonly NationalView[];
  /** By what they were looked for. */
  readonly by: { readonly nik: string | null; readonly kk: string | null };
  readonly format: Formatter;
}

export function NationalCard({ national, by, format }: NationalCardProps): VNode {
  const numbered = by.nik !== null || by.kk !== null;
  const empty = national.every(({ asOf }) => asOf === null);
  return (
    <section class="card" aria-labelledby="nasional" data-testid="national">
      <h2 id="nasional">{nationalText.title}</h2>
      {empty || !numbered ? (
        <p class="quiet">{empty ? nationalText.empty : nationalText.unnumbered}</p>
      ) : (
        <dl class="facts">
          {national.map((one) => (
            <Fact key={one.source} name={sourceLabels[one.source]}>
              <Said of={one} byNik={by.nik !== null} format={format} />
            </Fact>
          ))}
        </dl>
      )}
    </section>
  );
}

interface SaidProps {
  readonly of: NationalView;
  /** The report has one to look for. */
  readonly byNik: boolean;
  readonly format: Formatter;
}

function Said({ of: { asOf, found, family, source }, byNik, format }: SaidProps): VNode {
  if (asOf === null) return <span class="quiet">{nationalText.none}</span>;
  return (
    <>
      {found.length === 0 ? <p>{byNik ? nationalText.notFound : nationalText.noNik}</p> : null}
      {found.map((one) => (
        <Finding
          key={`${one.since} ${one.category ?? ''}`}
          of={one}
          marked={source === 'P3KE'}
          format={format}
        />
      ))}
      {family === 0 ? null : <p>{nationalText.family(family)}</p>}
      <small>{nationalText.asOf(format.day(asOf))}</small>
    </>
  );
}

interface FindingProps {
  readonly of: NationalFinding;
  /** A source whose rows are to be looked at before they count. */
  readonly marked: boolean;
  readonly format: Formatter;
}

function Finding({ of: { desil, category, verified, since, known }, marked, format }: FindingProps): VNode {
  const what = [
    ...(category === null ? [] : [format.category(category)]),
    ...(desil === null ? [] : [nationalText.desil(desil)]),
  ];
  return (
    <>
      <p>
        <strong>{what.length === 0 ? nationalText.listed : what.join(' · ')}</strong>{' '}
        <small>{nationalText.since(format.day(since))}</small>
      </p>
      {marked && !verified ? <p class="tag warn">{nationalText.unverified}</p> : null}
      {known === null ? (
        <p class="quiet">{nationalText.elsewhere}</p>
      ) : (
        <Differences of={known} format={format} />
      )}
    </>
  );
}

function Differences({
  of: { name, birthDate, desaName, differs },
  format,
}: {
  readonly of: NonNullable<NationalFinding['known']>;
  readonly format: Formatter;
}): VNode | null {
  if (differs.length === 0) return null;
  const said = { name, birthDate: birthDate === null ? '' : format.day(birthDate), desa: desaName };
  return (
    <>
      <p class="tag warn">{nationalText.differs}</p>
      {differs.map((field) => (
        <p key={field}>
          {nationalText.fields[field]}: <strong>{said[field]}</strong>
        </p>
      ))}
    </>
  );
}
