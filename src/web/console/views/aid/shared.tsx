/** What several pages about aid share. */
import type { VNode } from 'preact';
import { ageGroups, type AidComposition, type AidCriteria } from '../../../../domain/aid/criteria.js';
import { withdrawReasons } from '../../../../domain/aid/given.js';
import { ageGroupLabels, aidText, storeLabels, withdrawLabels } from '../../../../i18n/aid.js';
import { indicatorLabels, sexLabels } from '../../../../i18n/labels.js';
import type { RegionOption } from '../../../../usecases/console-services.js';
import type { GiftForm } from '../../aid-form.js';
import type { Formatter } from '../../format.js';
import { assetUrl } from '../../../plugins/assets.js';
import { Empty, Fact } from '../parts.js';

export const AID = '/console/bansos';

export function AidHead(): VNode {
  return <link rel="stylesheet" href={assetUrl('aid.css')} />;
}

export type RegionNames = ReadonlyMap<string, string>;

/** `home`: the kabupaten's, under the code that all the others begin with. */
export function namesOf(regions: readonly RegionOption[], home: string): RegionNames {
  const parents = regions.flatMap(({ code }) => code.split('.').slice(0, 2).join('.'));
  return new Map([
    ...parents.map((code) => [code, home] as const),
    ...regions.map(({ code, name }) => [code, name] as const),
  ]);
}

interface CompositionProps {
  readonly composition: AidComposition;
  readonly names: RegionNames;
  readonly format: Formatter;
}

/** Counts by desa, desil, age and sex. Every number is text in a table. */
export function Composition({ composition, names, format }: CompositionProps): VNode {
  const { total, desa, desil, age, sex } = composition;
  if (total === 0) return <Empty title={aidText.nobody} hint={aidText.nobodyHint} />;
  const byDesil = Object.entries(desil)
    .toSorted(([a], [b]) => Number(a === '') - Number(b === '') || Number(a) - Number(b))
    .map(([code, count]): Line => [code === '' ? aidText.unranked : code, count]);
  const byAge = [...ageGroups, ''].flatMap((group): Line[] => {
    const count = age[group];
    const label = group === '' ? aidText.unknown : ageGroupLabels[group as keyof typeof ageGroupLabels];
    return count === undefined ? [] : [[label, count]];
  });
  const bySex = (['L', 'P', ''] as const).flatMap((code): Line[] => {
    const count = sex[code];
    return count === undefined ? [] : [[code === '' ? aidText.unknown : sexLabels[code], count]];
  });
  const byDesa = Object.entries(desa)
    .toSorted(([, a], [, b]) => b - a)
    .map(([code, count]): Line => [names.get(code) ?? code, count]);
  return (
    <div class="composition" data-testid="composition" data-total={total}>
      <p class="total">
        <strong>{aidText.total(total)}</strong>
      </p>
      <div class="parts">
        <Part title={aidText.byDesil} lines={byDesil} total={total} format={format} />
        <Part title={aidText.byAge} lines={byAge} total={total} format={format} />
        <Part title={aidText.bySex} lines={bySex} total={total} format={format} />
        <Part title={aidText.byDesa} lines={byDesa} total={total} format={format} />
      </div>
    </div>
  );
}

type Line = readonly [label: string, count: number];

interface PartProps {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly total: number;
  readonly format: Formatter;
}

function Part({ title, lines, total, format }: PartProps): VNode {
  return (
    <div class="part" tabIndex={0} role="group" aria-label={title}>
      <table>
        <caption>{title}</caption>
        <tbody>
          {lines.map(([label, count]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>
                {format.count(count)} <small>{String(Math.round((100 * count) / total))}%</small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CriteriaProps {
  readonly criteria: AidCriteria;
  readonly names: RegionNames;
  readonly programs: ReadonlyMap<string, string>;
  readonly format: Formatter;
}

/** In words, those alone that keep somebody out. */
export function Criteria({ criteria, names, programs, format }: CriteriaProps): VNode {
  const { areas, present, absent, desil, categories, ageFrom, ageTo, sex, indicators } = criteria;
  const { received, notReceived } = criteria;
  const stores = (all: AidCriteria['present']) => all.map((store) => storeLabels[store]).join(', ');
  const since = ({ program, since: day }: NonNullable<AidCriteria['received']>) =>
    `${programs.get(program) ?? program} ${aidText.since} ${format.day(day)}`;
  const between = (from: number | null, to: number | null) =>
    from === null ? `≤ ${String(to)}` : to === null ? `≥ ${String(from)}` : `${String(from)}–${String(to)}`;
  const shown: readonly (readonly [string, string | null])[] = [
    [aidText.place, areas.map((code) => names.get(code) ?? code).join(', ')],
    [aidText.present, present.length === 0 ? null : stores(present)],
    [aidText.absent, absent.length === 0 ? null : stores(absent)],
    [aidText.desil, desil === null ? null : `${between(desil.from, desil.to)} (${storeLabels[desil.store]})`],
    [
      aidText.categories,
      categories.length === 0 ? null : categories.map((code) => format.category(code)).join(', '),
    ],
    [aidText.ageTitle, ageFrom === null && ageTo === null ? null : between(ageFrom, ageTo)],
    [aidText.sex, sex === null ? null : sexLabels[sex]],
    [
      aidText.indicators,
      indicators.length === 0 ? null : indicators.map((id) => indicatorLabels[id]).join('; '),
    ],
    [aidText.received, received === null ? null : since(received)],
    [aidText.notReceived, notReceived === null ? null : since(notReceived)],
    [
      aidText.status,
      [...(criteria.verified ? [aidText.verified] : []), ...(criteria.active ? [aidText.active] : [])].join(
        '; ',
      ) || null,
    ],
  ];
  return (
    <dl class="facts">
      {shown.map(([name, value]) =>
        value === null ? null : (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ),
      )}
    </dl>
  );
}

/** Day, amount and goods. */
export function GiftFields({
  typed,
  today,
  optional = false,
}: {
  readonly typed: Pick<GiftForm, 'hari' | 'jumlah' | 'barang'>;
  readonly today: string;
  /** The day may be left out. */
  readonly optional?: boolean;
}): VNode {
  return (
    <>
      <label>
        {aidText.day}
        <input type="date" name="hari" value={typed.hari} max={today} required={!optional} />
      </label>
      <label>
        {aidText.amount}
        <input
          name="jumlah"
          value={typed.jumlah}
          inputMode="numeric"
          maxLength={20}
          autocomplete="off"
          aria-describedby="jumlah-petunjuk"
        />
      </label>
      <p class="hint" id="jumlah-petunjuk">
        {aidText.amountHint}
      </p>
      <label>
        {aidText.goods}
        <input
          name="barang"
          value={typed.barang}
          maxLength={200}
          autocomplete="off"
          aria-describedby="barang-petunjuk"
        />
      </label>
      <p class="hint" id="barang-petunjuk">
        {aidText.goodsHint}
      </p>
    </>
  );
}

/** "Rp600.000 dan Beras 10 kg" */
export function giftText(
  { amount, goods }: { readonly amount: number | null; readonly goods: string | null },
  format: Formatter,
): string {
  return [amount === null ? null : `Rp${format.count(amount)}`, goods]
    .filter((part) => part !== null)
    .join(' + ');
}

interface WithdrawFieldsProps {
  /** As they were typed before. */
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
}

/** Why aid that was recorded is withdrawn. */
export function WithdrawFields({ reason, note }: WithdrawFieldsProps): VNode {
  return (
    <>
      <label>
        {aidText.withdrawReason}
        <select name="alasan" value={reason}>
          {withdrawReasons.map((one) => (
            <option key={one} value={one}>
              {withdrawLabels[one]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {aidText.note}
        <input name="keterangan" maxLength={300} autocomplete="off" value={note} />
      </label>
    </>
  );
}
