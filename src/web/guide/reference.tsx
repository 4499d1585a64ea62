/** What is looked up: the categories, the states of a report, the words that work, and whom to ask. */
import type { VNode } from 'preact';
import { caseStates } from '../../domain/case/events.js';
import { objectionDays } from '../../domain/case/objection.js';
import type { PmksCategory } from '../../domain/pmks/categories.js';
import {
  guideCategories,
  guideContact,
  guidePrivacy,
  guideSignal,
  guideStates,
  guideWords,
} from '../../i18n/guide.js';
import { caseStateLabels } from '../../i18n/labels.js';
import { Picture, Points, Section } from './sections.js';

export function Categories({ categories }: { readonly categories: readonly PmksCategory[] }): VNode {
  // One that is offered no more is not asked for.
  const offered = categories.filter(({ active }) => active);
  const sensitive = offered.flatMap((one) => (one.sensitive ? [one.code] : []));
  return (
    <Section id="kategori">
      <p>{guideCategories.lead}</p>
      <Picture name="pmks" />
      <div class="notice warn">
        <p>
          <strong>{guideCategories.sensitiveTitle}</strong>
        </p>
        <p>{guideCategories.sensitive(sensitive.join(', '))}</p>
      </div>
      <table class="plain-table">
        <caption class="hidden">{guideCategories.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{guideCategories.number}</th>
            <th scope="col">{guideCategories.name}</th>
            <th scope="col">{guideCategories.note}</th>
          </tr>
        </thead>
        <tbody>
          {offered.map((category) => (
            <tr key={category.code}>
              <th scope="row" class="digits">
                {category.code}
              </th>
              <td>{category.name}</td>
              <td>{notesOf(category).join('; ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="quiet">{guideCategories.limits}</p>
    </Section>
  );
}

function notesOf(category: PmksCategory): readonly string[] {
  return [
    ...(category.sensitive ? [guideCategories.numberOnly] : []),
    ...ageOf(category),
    ...(category.sex === null ? [] : [guideCategories.sex[category.sex]]),
    ...(category.needsDisability ? [guideCategories.disability] : []),
  ];
}

function ageOf({ minAge, maxAge }: PmksCategory): readonly string[] {
  if (minAge !== null && maxAge !== null) return [guideCategories.between(minAge, maxAge)];
  if (maxAge !== null) return [guideCategories.upTo(maxAge)];
  return minAge === null ? [] : [guideCategories.from(minAge)];
}

export function Afterwards(): VNode {
  return (
    <Section id="sesudah">
      <p>{guideStates.lead}</p>
      <table class="plain-table">
        <caption class="hidden">{guideStates.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{guideStates.state}</th>
            <th scope="col">{guideStates.meaning}</th>
          </tr>
        </thead>
        <tbody>
          {caseStates.map((state) => (
            <tr key={state}>
              <th scope="row">{caseStateLabels[state]}</th>
              <td>{guideStates.rows[state]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{guideStates.detail}</p>
      <Picture name="status" />
      <p>{guideStates.objection(objectionDays)}</p>
      <p>{guideStates.handover}</p>
    </Section>
  );
}

export function Words(): VNode {
  return (
    <Section id="kata">
      <dl class="words-list">
        {guideWords.map(({ word, text }) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

export function Privacy(): VNode {
  return (
    <Section id="data">
      <Points points={guidePrivacy} />
    </Section>
  );
}

export function Signal(): VNode {
  return (
    <Section id="sinyal">
      <Points points={guideSignal} />
    </Section>
  );
}

export function Contact({ regionName }: { readonly regionName: string }): VNode {
  return (
    <Section id="tanya">
      <p>{guideContact.chat}</p>
      <p>{guideContact.office(regionName)}</p>
      <p class="notice bad">{guideContact.emergency}</p>
    </Section>
  );
}
