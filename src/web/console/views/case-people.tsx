import type { VNode } from 'preact';
import { caseText, channelLabels } from '../../../i18n/console.js';
import { fieldLabels, reporterRoleLabels } from '../../../i18n/labels.js';
import type { CasePerson, CaseView } from '../../../usecases/console-services.js';
import type { Formatter } from '../format.js';
import { Fact, Moment } from './parts.js';

/** Who reported it, how and when, and who goes on with it. */
export function Reporter({ view, format }: { readonly view: CaseView; readonly format: Formatter }): VNode {
  const { reporter, owner } = view;
  return (
    <section class="card" aria-labelledby="pelapor">
      <h2 id="pelapor">{reporter === null ? caseText.when : caseText.reportedBy}</h2>
      <dl class="facts">
        {reporter === null ? null : <PersonFacts name={fieldLabels.name} person={reporter} />}
        {owner === null ? null : <PersonFacts name={caseText.owner} person={owner} />}
        {reporter === null ? null : <Fact name={caseText.channel}>{channelLabels[view.channel]}</Fact>}
        <Fact name={caseText.submitted}>
          <Moment at={view.submittedAt} format={format} />
        </Fact>
        <Fact name={caseText.updated}>
          <Moment at={view.updatedAt} format={format} />
        </Fact>
      </dl>
    </section>
  );
}

function PersonFacts({ name, person }: { readonly name: string; readonly person: CasePerson }): VNode {
  return (
    <>
      <Fact name={name}>
        {person.name} <small>{reporterRoleLabels[person.role] ?? person.role}</small>
      </Fact>
      <Fact name={caseText.phone}>
        <span class="digits">{person.phone}</span>
      </Fact>
    </>
  );
}
