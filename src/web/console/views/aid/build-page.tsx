import type { ComponentChildren, VNode } from 'preact';
import { stores, rankedStores, type AidComposition } from '../../../../domain/aid/criteria.js';
import { indicatorIds } from '../../../../domain/report/indicators.js';
import { staffMay } from '../../../../domain/access/scope.js';
import { aidText, storeLabels } from '../../../../i18n/aid.js';
import { indicatorLabels, sexLabels } from '../../../../i18n/labels.js';
import type { ProgramView } from '../../../../usecases/aid/services.js';
import type { RegionOption } from '../../../../usecases/console-services.js';
import type { CriteriaForm } from '../../aid-form.js';
import type { Frame } from '../../context.js';
import type { Formatter } from '../../format.js';
import { desaIn, kecamatanOf } from '../../regions.js';
import { Layout } from '../layout.js';
import { Problems } from '../parts.js';
import { AID, AidHead, Composition, namesOf } from './shared.js';

export interface BuildPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly programs: readonly ProgramView[];
  readonly regions: readonly RegionOption[];
  readonly typed: CriteriaForm & { readonly id: string };
  readonly today: string;
  /** null: not counted. */
  readonly composition: AidComposition | null;
  readonly problems: readonly string[];
}

export function BuildPage(props: BuildPageProps): VNode {
  const { frame, typed, problems } = props;
  const title = typed.version === 0 ? aidText.buildTitle : aidText.editTitle;
  return (
    <Layout frame={frame} title={title} place={AID} script="aid.js" head={<AidHead />}>
      <p class="back">
        <a href={AID} data-key="u">
          {aidText.back}
        </a>
      </p>
      <h1>{title}</h1>
      <p class="lead">{aidText.buildLead}</p>
      <Problems title={aidText.problems} problems={problems} />
      <form method="post" action={`${AID}/susun`} class="columns aid-build" data-aid-count={`${AID}/hitung`}>
        <input type="hidden" name="_csrf" value={frame.csrf} />
        <input type="hidden" name="id" value={typed.id} />
        <input type="hidden" name="version" value={typed.version} />
        <div class="stack">
          <Fields {...props} />
        </div>
        <div class="aid-side">
          <section class="card" aria-labelledby="isi-daftar">
            <h2 id="isi-daftar">{aidText.composition}</h2>
            <button type="submit" name="tindakan" value="hitung" class="second">
              {aidText.count}
            </button>
            <div data-aid-composition role="status">
              <Counted {...props} home={frame.regionName} />
            </div>
          </section>
          <section class="card stack" aria-label={aidText.save}>
            <label>
              {aidText.name}
              <input name="name" value={typed.name} maxLength={100} autocomplete="off" />
            </label>
            <label>
              {aidText.program}
              <select name="program" value={typed.program}>
                <option value="">{aidText.choose}</option>
                {props.programs.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <button type="submit" name="tindakan" value="simpan">
              {aidText.save}
            </button>
            <p class="hint">{aidText.saveHint}</p>
          </section>
        </div>
      </form>
    </Layout>
  );
}

/** Also by itself, for the page's script. */
export function Counted({
  composition,
  regions,
  home,
  format,
}: Pick<BuildPageProps, 'composition' | 'regions' | 'format'> & { readonly home: string }): VNode | null {
  if (composition === null) return null;
  return (
    <>
      <Composition composition={composition} names={namesOf(regions, home)} format={format} />
      <p class="hint">{aidText.liveNote}</p>
    </>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ComponentChildren }): VNode {
  return (
    <fieldset class="card">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

function Fields({ frame, format, programs, regions, typed, today }: BuildPageProps): VNode {
  const granted = staffMay(frame.actor, 'read_sensitive');
  const categories = format.allCategories().filter(({ sensitive }) => granted || !sensitive);
  return (
    <>
      <Group title={aidText.place}>
        <p class="hint">{aidText.allPlaces}</p>
        <details open={typed.wilayah.length > 0}>
          <summary>{aidText.choosePlaces}</summary>
          {kecamatanOf(regions).map((kecamatan) => {
            const villages = desaIn(kecamatan, regions);
            const codes = [kecamatan.code, ...villages.map(({ code }) => code)];
            return (
              <details key={kecamatan.code} open={codes.some((code) => typed.wilayah.includes(code))}>
                <summary>{kecamatan.name}</summary>
                <div class="checks">
                  <Tick name="wilayah" value={kecamatan.code} chosen={typed.wilayah}>
                    <strong>{aidText.whole(kecamatan.name)}</strong>
                  </Tick>
                  {villages.map(({ code, name }) => (
                    <Tick key={code} name="wilayah" value={code} chosen={typed.wilayah}>
                      {name}
                    </Tick>
                  ))}
                </div>
              </details>
            );
          })}
        </details>
      </Group>
      <Group title={aidText.stores}>
        <div class="aid-fields">
          {stores.map((store) => (
            <label key={store}>
              {storeLabels[store]}
              <select name={`sumber_${store}`} value={typed[`sumber_${store}`] ?? ''}>
                <option value="">{aidText.desilAny}</option>
                <option value="ada">{aidText.present}</option>
                <option value="tidak">{aidText.absent}</option>
              </select>
            </label>
          ))}
        </div>
      </Group>
      <Group title={aidText.desil}>
        <div class="aid-fields">
          <label>
            {aidText.desilStore}
            <select name="desil" value={typed.desil ?? ''}>
              <option value="">{aidText.desilAny}</option>
              {rankedStores.map((store) => (
                <option key={store} value={store}>
                  {storeLabels[store]}
                </option>
              ))}
            </select>
          </label>
          <Number name="desilDari" label={aidText.from} value={typed.desilDari} min={1} max={10} />
          <Number name="desilSampai" label={aidText.to} value={typed.desilSampai} min={1} max={10} />
        </div>
      </Group>
      <Group title={aidText.who}>
        <div class="aid-fields">
          <Number
            name="umurDari"
            label={`${aidText.ageTitle}: ${aidText.from}`}
            value={typed.umurDari}
            min={0}
            max={120}
          />
          <Number
            name="umurSampai"
            label={`${aidText.ageTitle}: ${aidText.to}`}
            value={typed.umurSampai}
            min={0}
            max={120}
          />
          <label>
            {aidText.sex}
            <select name="sex" value={typed.sex ?? ''}>
              <option value="">{aidText.anySex}</option>
              <option value="L">{sexLabels.L}</option>
              <option value="P">{sexLabels.P}</option>
            </select>
          </label>
        </div>
      </Group>
      <Group title={aidText.status}>
        <div class="aid-ticks">
          <label class="check">
            <input
              type="checkbox"
              name="active"
              value="1"
              checked={typed.active}
              aria-describedby="aktif-petunjuk"
            />
            {aidText.active}
          </label>
          <p class="hint" id="aktif-petunjuk">
            {aidText.activeHint}
          </p>
          <label class="check">
            <input
              type="checkbox"
              name="verified"
              value="1"
              checked={typed.verified}
              aria-describedby="verifikasi-petunjuk"
            />
            {aidText.verified}
          </label>
          <p class="hint" id="verifikasi-petunjuk">
            {aidText.verifiedHint}
          </p>
        </div>
      </Group>
      <Group title={aidText.receivedTitle}>
        <div class="aid-fields">
          <ProgramChoice name="sudah" label={aidText.received} value={typed.sudah} programs={programs} />
          <Day
            name="sudahSejak"
            label={`${aidText.received}, ${aidText.since}`}
            value={typed.sudahSejak}
            today={today}
          />
          <ProgramChoice name="belum" label={aidText.notReceived} value={typed.belum} programs={programs} />
          <Day
            name="belumSejak"
            label={`${aidText.notReceived}, ${aidText.since}`}
            value={typed.belumSejak}
            today={today}
          />
        </div>
      </Group>
      <Group title={aidText.categories}>
        <p class="hint">{aidText.categoriesHint}</p>
        <details open={typed.kategori.length > 0}>
          <summary>{aidText.choose}</summary>
          <div class="checks">
            {categories.map(({ code, name, sensitive }) => (
              <Tick key={code} name="kategori" value={code} chosen={typed.kategori}>
                {code} {name} {sensitive ? <span class="badge sensitive">{aidText.sensitive}</span> : null}
              </Tick>
            ))}
          </div>
        </details>
      </Group>
      <Group title={aidText.indicators}>
        <details open={typed.keadaan.length > 0}>
          <summary>{aidText.choose}</summary>
          <div class="checks">
            {indicatorIds.map((id) => (
              <Tick key={id} name="keadaan" value={id} chosen={typed.keadaan}>
                {indicatorLabels[id]}
              </Tick>
            ))}
          </div>
        </details>
      </Group>
    </>
  );
}

interface TickProps {
  readonly name: string;
  readonly value: string;
  readonly chosen: readonly string[];
  readonly children: ComponentChildren;
}

function Tick({ name, value, chosen, children }: TickProps): VNode {
  return (
    <label class="check">
      <input type="checkbox" name={name} value={value} checked={chosen.includes(value)} />
      <span>{children}</span>
    </label>
  );
}

interface NumberProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly min: number;
  readonly max: number;
}

function Number({ name, label, value, min, max }: NumberProps): VNode {
  return (
    <label>
      {label}
      <input type="number" name={name} value={value} min={min} max={max} step={1} inputMode="numeric" />
    </label>
  );
}

interface DayProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly today: string;
}

function Day({ name, label, value, today }: DayProps): VNode {
  return (
    <label>
      {label}
      <input
        type="date"
        name={name}
        value={value === '' ? `${today.slice(0, 4)}-01-01` : value}
        max={today}
      />
    </label>
  );
}

interface ProgramChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly programs: readonly ProgramView[];
}

function ProgramChoice({ name, label, value, programs }: ProgramChoiceProps): VNode {
  return (
    <label>
      {label}
      <select name={name} value={value ?? ''}>
        <option value="">{aidText.noProgram}</option>
        {programs.map((program) => (
          <option key={program.code} value={program.code}>
            {program.name}
          </option>
        ))}
      </select>
    </label>
  );
}
