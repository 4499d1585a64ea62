import type { VNode } from 'preact';
import type { Report } from '../../../domain/report/report.js';
import { editPageText } from '../../../i18n/casework.js';
import { caseText } from '../../../i18n/console.js';
import { kindLabels } from '../../../i18n/labels.js';
import type { BodyProps } from './answer-props.js';
import { IneligibleAnswers, UpdateAnswers } from './answers-change.js';
import { HouseholdAnswers } from './answers-household.js';
import { PersonAnswers } from './answers-person.js';

/** What was reported, whatever its kind. */
export function AnswerBody({ answers, ...props }: BodyProps & { readonly answers: Report }): VNode {
  switch (answers.kind) {
    case 'new_poor_household':
      return <HouseholdAnswers answers={answers} {...props} />;
    case 'pmks_case':
      return <PersonAnswers answers={answers} {...props} />;
    case 'no_longer_eligible':
      return <IneligibleAnswers answers={answers} {...props} />;
    case 'data_update':
      return <UpdateAnswers answers={answers} {...props} />;
  }
}

interface AnswersProps extends Omit<BodyProps, 'advised' | 'level'> {
  readonly title: string;
  readonly answers: Report;
  readonly advised?: boolean;
  /** What should be known before reading them. */
  readonly remark?: string | null;
  /** Where they are put right; null: they cannot be. */
  readonly edit?: string | null;
}

export function Answers({
  title,
  answers,
  advised = false,
  remark = null,
  edit = null,
  ...props
}: AnswersProps): VNode {
  return (
    <section class="card" aria-labelledby="jawaban" data-testid="answers">
      <h2 id="jawaban">{title}</h2>
      {edit === null ? null : (
        <a class="card-act" href={edit} data-key="e">
          {editPageText.open}
        </a>
      )}
      <p class="kind">
        {caseText.kind}: <strong>{kindLabels[answers.kind]}</strong>
      </p>
      {remark === null ? null : <p class="hint">{remark}</p>}
      <AnswerBody answers={answers} advised={advised} level="h3" {...props} />
    </section>
  );
}
