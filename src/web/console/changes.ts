import {
  correctableFields,
  type CorrectableField,
  type NewPoorHousehold,
} from '../../domain/report/new-poor-household.js';

/** The fields whose answers differ, in the order of the form. */
export function changedFields(
  before: NewPoorHousehold,
  after: NewPoorHousehold,
): readonly CorrectableField[] {
  return correctableFields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}
