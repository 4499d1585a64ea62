/** Small pieces that several pages share. */
import type { ComponentChildren, VNode } from 'preact';
import type { CaseState } from '../../../domain/case/events.js';
import { listText, markText } from '../../../i18n/console.js';
import { caseStateLabels } from '../../../i18n/labels.js';
import type { CaseRow, RegionOption } from '../../../usecases/console-services.js';
import type { Formatter } from '../format.js';
import { desaIn, kecamatanOf } from '../regions.js';

export function StateBadge({ state }: { readonly state: CaseState }): VNode {
  return (
    <span class={`badge state-${state}`} data-testid="state" data-state={state}>
      {caseStateLabels[state]}
    </span>
  );
}

/** What sets a report apart from others. */
export function Marks({ of }: { readonly of: Pick<CaseRow, 'urgent' | 'sensitive' | 'objection'> }): VNode {
  return (
    <>
      {of.urgent ? <span class="badge urgent">{markText.urgent}</span> : null}
      {of.sensitive ? <span class="badge sensitive">{markText.sensitive}</span> : null}
      {of.objection === 'open' || of.objection === 'lapsed' ? (
        <span class={`badge objection-${of.objection}`}>{markText.objection[of.objection]}</span>
      ) : null}
    </>
  );
}

export function Moment({ at, format, short }: { at: Date; format: Formatter; short?: boolean }): VNode {
  return (
    <time datetime={at.toISOString()} title={format.moment(at)}>
      {short === true ? format.short(at) : format.moment(at)}
    </time>
  );
}

export function Fact({ name, children }: { name: string; children: ComponentChildren }): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function Empty({ title, hint }: { readonly title: string; readonly hint: string }): VNode {
  return (
    <div class="empty" data-testid="empty">
      <p>
        <strong>{title}</strong>
      </p>
      <p>{hint}</p>
    </div>
  );
}

/** Tells what is wrong with a form, before the form. */
export function Problems({ title, problems }: { title: string; problems: readonly string[] }): VNode | null {
  if (problems.length === 0) return null;
  return (
    <div class="notice bad" role="alert" data-testid="problems">
      <p>
        <strong>{title}</strong>
      </p>
      <ul>
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </div>
  );
}

export function Pager({
  next,
  first,
  count,
}: {
  next: string | null;
  first: string | null;
  /** How many there are, in words. */
  count: string;
}): VNode {
  return (
    <nav class="pager" aria-label={listText.next}>
      <span>{count}</span>
      {first === null ? null : <a href={first}>{listText.first}</a>}
      {next === null ? null : (
        <a class="button" href={next} rel="next">
          {listText.next}
        </a>
      )}
    </nav>
  );
}

interface RegionFieldsProps {
  readonly regions: readonly RegionOption[];
  readonly kecamatan: string | undefined;
  readonly desa: string | undefined;
}

/** Kecamatan and desa of a GET form. Without JavaScript all desa stand there, grouped. */
export function RegionFields({ regions, kecamatan, desa }: RegionFieldsProps): VNode {
  return (
    <>
      <label>
        {listText.kecamatan}
        <select name="kecamatan" value={kecamatan ?? ''} data-narrows="desa">
          <option value="">{listText.all}</option>
          <KecamatanOptions regions={regions} />
        </select>
      </label>
      <label>
        {listText.desa}
        <select name="desa" value={desa ?? ''}>
          <option value="">{listText.all}</option>
          <DesaOptions regions={regions} />
        </select>
      </label>
    </>
  );
}

export function KecamatanOptions({ regions }: Pick<RegionFieldsProps, 'regions'>): VNode {
  return (
    <>
      {kecamatanOf(regions).map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </>
  );
}

export function DesaOptions({ regions }: Pick<RegionFieldsProps, 'regions'>): VNode {
  return (
    <>
      {kecamatanOf(regions).map((group) => (
        <optgroup key={group.code} label={group.name} data-parent={group.code}>
          {desaIn(group, regions).map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </optgroup>
      ))}
    </>
  );
}
