/**
 * Signs of household poverty: the 14 criteria of BPS (2005) together with Kepmensos 262/HUK/2022.
 * What is not chosen was not asked; it never counts as "no".
 */
export const indicatorSet = { version: 1, source: 'BPS 2005; Kepmensos 262/HUK/2022' } as const;

/** In the order of the form: from the roof to the purse. */
export const indicatorIds = [
  'floor_area',
  'floor_material',
  'wall_material',
  'no_latrine',
  'electricity',
  'drinking_water',
  'cooking_fuel',
  'rare_protein',
  'one_clothes_set',
  'few_meals',
  'no_health_care',
  'low_income',
  'head_schooling',
  'no_savings',
  'food_share',
  'no_fixed_home',
] as const;
export type IndicatorId = (typeof indicatorIds)[number];

export function isIndicator(id: string): id is IndicatorId {
  return indicatorIds.some((known) => known === id);
}

/** BPS calls a household poor when at least nine of the fourteen criteria hold. */
const POOR_FROM = 9;
/** Kepmensos asks for these two beyond the fourteen. */
const beyondBps: readonly IndicatorId[] = ['food_share', 'no_fixed_home'];

export type AdviceResult = 'destitute' | 'poor' | 'not_enough_signs';

/** Advice with its reasons for a reviewer: never a decision. */
export interface Advice {
  readonly result: AdviceResult;
  /** Of the 14 BPS criteria. */
  readonly criteriaMet: number;
  readonly criteriaNeeded: number;
  readonly reasons: readonly IndicatorId[];
}

export function adviseOn(chosen: readonly string[]): Advice {
  const reasons = indicatorIds.filter((id) => chosen.includes(id));
  const criteriaMet = reasons.filter((id) => !beyondBps.includes(id)).length;
  // Kepmensos 262/HUK/2022: who has no fixed home is destitute (fakir miskin) at once.
  const result = reasons.includes('no_fixed_home')
    ? 'destitute'
    : criteriaMet >= POOR_FROM
      ? 'poor'
      : 'not_enough_signs';
  return { result, criteriaMet, criteriaNeeded: POOR_FROM, reasons };
}
