import type { ReportKind } from '../../domain/report/report.js';
import { dataUpdateForm } from './data-update.js';
import type { Form } from './field.js';
import { newPoorHouseholdForm } from './new-poor-household.js';
import { noLongerEligibleForm } from './no-longer-eligible.js';
import { pmksCaseForm } from './pmks-case.js';

export const forms: Readonly<Record<ReportKind, Form>> = {
  new_poor_household: newPoorHouseholdForm,
  pmks_case: pmksCaseForm,
  no_longer_eligible: noLongerEligibleForm,
  data_update: dataUpdateForm,
};
