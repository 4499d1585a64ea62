import type { VNode } from 'preact';
import { aidText, withdrawLabels } from '../../../../i18n/aid.js';
import type { AidReceived } from '../../../../usecases/aid/ports.js';
import type { AidPerson, ProgramView } from '../../../../usecases/aid/services.js';
import type { GiftForm } from '../../aid-form.js';
import type { Frame } from '../../context.js';
import type { Formatter } from '../../format.js';
import { Layout } from '../layout.js';
import { Empty, Moment, Problems } from '../parts.js';
import { AID, AidHead, GiftFields, giftText, WithdrawFields } from './shared.js';

export interface PersonPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly person: AidPerson;
  readonly programs: readonly ProgramView[];
  readonly today: string;
  /** Made for this page's form. */
  readonly form: string;
  readonly typed: Pick<GiftForm, 'program' | 'hari' | 'jumlah' | 'barang'>;
  readonly problems: readonly string[];
}

export function AidPersonPage(props: PersonPageProps): VNode {
  const { frame, person, programs, problems, typed, today, form } = props;
  const title = aidText.personTitle(person.name);
  return (
    <Layout frame={frame} title={title} place={AID} head={<AidHead />}>
      <p class="back">
        <a href={AID} data-key="u">
          {aidText.back}
        </a>
      </p>
      <h1>{title}</h1>
      <p class="lead">
        {person.desaName} · <a href={`/console/warga/${person.id}`}>{aidText.seePerson}</a>
      </p>
      <Problems title={aidText.notGiven} problems={problems} />
      <div class="columns">
        <section class="card" aria-labelledby="diterima">
          <h2 id="diterima">{aidText.receivedList}</h2>
          {person.received.length === 0 ? (
            <Empty title={aidText.nothingYet} hint={aidText.nothingYetHint} />
          ) : (
            <ol class="plain-list aid-received">
              {person.received.map((aid) => (
                <Received key={aid.id} {...props} aid={aid} />
              ))}
            </ol>
          )}
        </section>
        <section class="card" aria-labelledby="catat">
          <h2 id="catat">{aidText.giveTitle}</h2>
          {programs.length === 0 ? (
            <Empty title={aidText.noPrograms} hint={aidText.noProgramsHint} />
          ) : (
            <form method="post" action={`${AID}/orang/${person.id}/catat`} class="stack" data-once>
              <input type="hidden" name="_csrf" value={frame.csrf} />
              <input type="hidden" name="form" value={form} />
              <label>
                {aidText.program}
                <select name="program" value={typed.program} required>
                  <option value="">{aidText.choose}</option>
                  {programs.map(({ code, name }) => (
                    <option key={code} value={code}>
                      {name}
                    </option>
                  ))}
                </select>
              </label>
              <GiftFields typed={typed} today={today} />
              <button type="submit">{aidText.give}</button>
            </form>
          )}
        </section>
      </div>
    </Layout>
  );
}

function Received({ frame, format, person, aid }: PersonPageProps & { readonly aid: AidReceived }): VNode {
  return (
    <li data-testid="aid-received">
      <p>
        <strong>{aid.programName}</strong>, {format.day(aid.givenOn)}: {giftText(aid, format)}
      </p>
      <p class="hint">
        {aidText.recordedBy} {aid.recordedBy}, <Moment at={aid.recordedAt} format={format} short />
      </p>
      {aid.withdrawn === null ? (
        <details>
          <summary>{aidText.withdraw}</summary>
          <form method="post" action={`${AID}/orang/${person.id}/tarik`} class="stack" data-once>
            <input type="hidden" name="_csrf" value={frame.csrf} />
            <input type="hidden" name="catatan" value={aid.id} />
            <WithdrawFields />
            <p class="hint">{aidText.withdrawHint}</p>
            <button type="submit" class="second">
              {aidText.withdraw}
            </button>
          </form>
        </details>
      ) : (
        <p>
          <span class="tag bad">{aidText.withdrawn(withdrawLabels[aid.withdrawn.reason])}</span>
        </p>
      )}
    </li>
  );
}
