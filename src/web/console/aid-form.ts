/** Criteria and gifts as the forms about aid carry them. */
import { z } from 'zod';
import { AidCriteria, rankedStores, stores } from '../../domain/aid/criteria.js';
import { indicatorIds } from '../../domain/report/indicators.js';
import { manyTexts, optionalText, typedText } from './context.js';

const ticked = z.preprocess((value) => value === '1', z.boolean());
const oneOf = <T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values).optional().catch(undefined);

export const CriteriaForm = z.object({
  id: z.guid().optional().catch(undefined),
  version: z.coerce.number().int().min(0).catch(0),
  name: typedText,
  program: typedText,
  wilayah: manyTexts,
  sumber_PEMDA: oneOf(['ada', 'tidak']),
  sumber_DTSEN: oneOf(['ada', 'tidak']),
  sumber_DTKS: oneOf(['ada', 'tidak']),
  sumber_P3KE: oneOf(['ada', 'tidak']),
  sumber_PMKS: oneOf(['ada', 'tidak']),
  desil: oneOf(rankedStores),
  desilDari: typedText,
  desilSampai: typedText,
  umurDari: typedText,
  umurSampai: typedText,
  sex: oneOf(['L', 'P']),
  kategori: manyTexts,
  keadaan: manyTexts,
  verified: ticked,
  active: ticked,
  sudah: optionalText,
  sudahSejak: typedText,
  belum: optionalText,
  belumSejak: typedText,
});
export type CriteriaForm = z.infer<typeof CriteriaForm>;

/** As the page first shows it. */
export const untypedCriteria: CriteriaForm = { ...CriteriaForm.parse({}), active: true };

/** Areas that the actor did not choose among are all of theirs. null: something typed is no number or day. */
export function criteriaIn(form: CriteriaForm, own: readonly string[]): AidCriteria | null {
  const chosen = (what: 'ada' | 'tidak') => stores.filter((store) => form[`sumber_${store}`] === what);
  const number = (text: string) => (text.trim() === '' ? null : Number(text));
  const parsed = AidCriteria.safeParse({
    areas: form.wilayah.length === 0 ? own : form.wilayah,
    present: chosen('ada'),
    absent: chosen('tidak'),
    desil:
      form.desil === undefined
        ? null
        : { store: form.desil, from: number(form.desilDari) ?? 1, to: number(form.desilSampai) ?? 10 },
    categories: form.kategori,
    ageFrom: number(form.umurDari),
    ageTo: number(form.umurSampai),
    sex: form.sex ?? null,
    indicators: indicatorIds.filter((id) => form.keadaan.includes(id)),
    verified: form.verified,
    active: form.active,
    received: form.sudah === undefined ? null : { program: form.sudah, since: form.sudahSejak },
    notReceived: form.belum === undefined ? null : { program: form.belum, since: form.belumSejak },
  });
  return parsed.success ? parsed.data : null;
}

/** To be changed, or built anew. */
export function formOfCriteria(
  criteria: AidCriteria,
  of: Pick<CriteriaForm, 'id' | 'version' | 'name' | 'program'>,
  own: readonly string[],
): CriteriaForm {
  const { areas, desil, ageFrom, ageTo, received, notReceived } = criteria;
  const all = areas.length === own.length && areas.every((area) => own.includes(area));
  const source = (store: (typeof stores)[number]) =>
    criteria.present.includes(store) ? 'ada' : criteria.absent.includes(store) ? 'tidak' : undefined;
  return {
    ...of,
    wilayah: all ? [] : areas,
    sumber_PEMDA: source('PEMDA'),
    sumber_DTSEN: source('DTSEN'),
    sumber_DTKS: source('DTKS'),
    sumber_P3KE: source('P3KE'),
    sumber_PMKS: source('PMKS'),
    desil: desil?.store,
    desilDari: desil === null ? '' : String(desil.from),
    desilSampai: desil === null ? '' : String(desil.to),
    umurDari: ageFrom === null ? '' : String(ageFrom),
    umurSampai: ageTo === null ? '' : String(ageTo),
    sex: criteria.sex ?? undefined,
    kategori: criteria.categories,
    keadaan: criteria.indicators,
    verified: criteria.verified,
    active: criteria.active,
    sudah: received?.program,
    sudahSejak: received?.since ?? '',
    belum: notReceived?.program,
    belumSejak: notReceived?.since ?? '',
  };
}

export const GiftForm = z.object({
  /** Made by the page: the same form sent twice is one. */
  form: z.guid(),
  program: typedText,
  hari: typedText,
  jumlah: typedText,
  barang: typedText,
  cakupan: z.enum(['dicentang', 'semua']).catch('dicentang'),
  orang: manyTexts,
});
export type GiftForm = z.infer<typeof GiftForm>;

export const WithdrawForm = z.object({
  catatan: z.guid(),
  alasan: z.enum(['person', 'content', 'not_given', 'other']),
  keterangan: typedText,
});

export const ProgramForm = z.object({
  version: z.coerce.number().int().min(0),
  code: typedText,
  name: typedText,
  agency: optionalText,
  active: ticked,
});
export type ProgramForm = z.infer<typeof ProgramForm>;
