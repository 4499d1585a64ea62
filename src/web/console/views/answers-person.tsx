import type { VNode } from 'preact';
import { sensitiveCodes } from '../../../domain/pmks/categories.js';
import type { Disability } from '../../../domain/report/parts.js';
import { isSensitiveReport } from '../../../domain/report/report.js';
import type { PmksCase } from '../../../domain/report/pmks-case.js';
import { caseText, markText } from '../../../i18n/console.js';
import { disabilityLabels, fieldLabels } from '../../../i18n/labels.js';
import type { Formatter } from '../format.js';
import type { BodyProps } from './answer-props.js';
import { addressLine, BirthFact, IdentityFact, LocationFact, TextFact } from './facts.js';
import { Fact } from './parts.js';

export function PersonAnswers({
  answers,
  desaName,
  format,
}: BodyProps & { readonly answers: PmksCase }): VNode {
  const { kk, nik, name, sex, categories, disability, location, note } = answers;
  return (
    <dl class="facts">
      <Fact name={fieldLabels.categories}>
        <Categories codes={categories} format={format} />
      </Fact>
      <TextFact
        name={fieldLabels.disability}
        text={disability === null ? null : disabilityLabels[disability]}
      />
      <Fact name={fieldLabels.name}>{name}</Fact>
      <IdentityFact of="nik" digits={nik} none={caseText.noNik} />
      {kk === null ? null : <IdentityFact of="kk" digits={kk} none={caseText.notSaid} />}
      <BirthFact born={answers} sex={sex} format={format} />
      <Fact name={fieldLabels.address}>{addressLine(answers.address)}</Fact>
      <Fact name={caseText.desa}>{desaName}</Fact>
      <LocationFact
        location={location}
        mapped={!isSensitiveReport(answers, sensitiveCodes(format.allCategories()))}
      />
      <TextFact name={fieldLabels.note} text={note} />
    </dl>
  );
}

interface CategoriesProps {
  readonly codes: readonly string[];
  readonly format: Formatter;
  /** By category, where that is known. */
  readonly disabilities?: ReadonlyMap<string, Disability | null>;
}

/** With their official numbers, and their names as they are now: on the console only, and only for those who may see them. */
export function Categories({ codes, format, disabilities }: CategoriesProps): VNode {
  return (
    <ul class="categories" data-testid="categories">
      {format.categories(codes).map(({ code, name, sensitive }) => (
        <li key={code}>
          <span class="digits">{code}</span> {name}
          <DisabilityOf disability={disabilities?.get(code) ?? null} />
          {sensitive ? <span class="tag bad">{markText.sensitive}</span> : null}
        </li>
      ))}
    </ul>
  );
}

function DisabilityOf({ disability }: { readonly disability: Disability | null }): VNode | null {
  return disability === null ? null : <small> ({disabilityLabels[disability]})</small>;
}
