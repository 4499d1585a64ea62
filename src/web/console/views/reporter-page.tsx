import type { VNode } from 'preact';
import { reporterText } from '../../../i18n/enrolment.js';
import { reporterRoleLabels } from '../../../i18n/labels.js';
import type { RegionOption } from '../../../usecases/console-services.js';
import type { MadeInvite, ReporterView } from '../../../usecases/enrolment/services.js';
import type { Frame } from '../context.js';
import type { FailedEnrolment, ReporterProblem } from '../enrolment-form.js';
import type { Formatter } from '../format.js';
import { hrefWith } from '../href.js';
import { Action } from './action.js';
import { ConnectedChats } from './connected-chats.js';
import { InviteCode } from './invite-code.js';
import { Layout } from './layout.js';
import { Fact, Problems } from './parts.js';
import { DesaChoice, PersonFields } from './reporter-fields.js';
import { ReporterHistory } from './reporter-history.js';

interface ReporterPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly view: ReporterView;
  readonly regions: readonly RegionOption[];
  readonly failed: FailedEnrolment | null;
  readonly refused: ReporterProblem | null;
  readonly invite: MadeInvite | null;
}

export function ReporterPage(props: ReporterPageProps): VNode {
  const { frame, format, view, refused } = props;
  return (
    <Layout frame={frame} title={view.name} place="/console/pelapor">
      <p class="back">
        <a href="/console/pelapor">{reporterText.back}</a>
      </p>
      <div class="title-row">
        <h1>{view.name}</h1>
        <span class={`badge status-${view.status}`} data-testid="status">
          {reporterText.statuses[view.status]}
        </span>
      </div>
      <Problems
        title={reporterText.notSaved}
        problems={refused === null ? [] : [reporterText.problem[refused]]}
      />
      <div class="columns wide-left">
        <div>
          <Person view={view} />
          <DesaCard view={view} />
          <Chats {...props} />
          <section class="card later" aria-labelledby="riwayat">
            <h2 id="riwayat">{reporterText.history}</h2>
            <ReporterHistory view={view} format={format} />
          </section>
        </div>
        <div>
          <Invite {...props} />
          <EditForm {...props} />
          <Status {...props} />
        </div>
      </div>
    </Layout>
  );
}

function Person({ view }: Pick<ReporterPageProps, 'view'>): VNode {
  return (
    <section class="card">
      <dl class="facts">
        <Fact name={reporterText.role}>{reporterRoleLabels[view.role] ?? view.role}</Fact>
        <Fact name={reporterText.phone}>
          <span class="digits">{view.phone}</span>
        </Fact>
      </dl>
    </section>
  );
}

function DesaCard({ view }: Pick<ReporterPageProps, 'view'>): VNode {
  return (
    <section class="card" aria-labelledby="desa">
      <h2 id="desa">{reporterText.desaTitle}</h2>
      {view.desa.length === 0 ? <p class="quiet">{reporterText.noDesa}</p> : null}
      <ul class="plain-list">
        {view.desa.map(({ code, name, kecamatan, openCases }) => (
          <li key={code}>
            {name} <small>{kecamatan}</small>: {reporterText.openCases(openCases)}{' '}
            <a href={hrefWith('/console/pelapor/serah', { desa: code, dari: view.id })}>
              {reporterText.handOver(name)}
            </a>
          </li>
        ))}
      </ul>
      {view.strayCases === 0 ? null : <p class="hint">{reporterText.stray(view.strayCases)}</p>}
    </section>
  );
}

function Chats({ frame, format, view }: ReporterPageProps): VNode {
  return (
    <section class="card" aria-labelledby="obrolan">
      <h2 id="obrolan">{reporterText.chatTitle}</h2>
      {view.contacts.length === 0 ? <p class="quiet">{reporterText.notConnected}</p> : null}
      <ConnectedChats
        frame={frame}
        contacts={view.contacts}
        action={`/console/pelapor/${view.id}/putus`}
        format={format}
      />
    </section>
  );
}

function Invite({ frame, format, view, invite }: ReporterPageProps): VNode {
  const base = `/console/pelapor/${view.id}/undangan`;
  return (
    <section class="card" aria-labelledby="undangan" data-testid="invite">
      <h2 id="undangan">{reporterText.inviteTitle}</h2>
      {invite === null ? null : <InviteCode invite={invite} format={format} />}
      <div class="stack">
        <p class="hint">{reporterText.inviteHint}</p>
        {view.status === 'active' ? (
          <Action frame={frame} action={base}>
            <button type="submit" class={invite === null ? undefined : 'second'}>
              {reporterText.makeInvite}
            </button>
          </Action>
        ) : (
          <p class="quiet">{reporterText.inviteInactive}</p>
        )}
        {view.inviteExpiresAt === null ? null : (
          <Action frame={frame} action={`${base}/cabut`}>
            <p>{reporterText.inviteOpen(format.moment(view.inviteExpiresAt))}</p>
            <button type="submit" class="quiet">
              {reporterText.revokeInvite}
            </button>
          </Action>
        )}
      </div>
    </section>
  );
}

function EditForm({ frame, view, regions, failed }: ReporterPageProps): VNode {
  const { name, role, phone } = view;
  const typed = failed?.typed ?? { name, role, phone, desa: view.desa.map(({ code }) => code) };
  return (
    <section class="card" aria-labelledby="ubah">
      <h2 id="ubah">{reporterText.editTitle}</h2>
      <Problems
        title={reporterText.notSaved}
        problems={failed === null ? [] : [reporterText.problem[failed.problem]]}
      />
      <form method="post" action={`/console/pelapor/${view.id}/ubah`} class="stack" data-once>
        <input type="hidden" name="_csrf" value={frame.csrf} />
        <PersonFields form="ubah" typed={typed} problem={failed?.problem ?? null} />
        <DesaChoice regions={regions} chosen={typed.desa} invalid={failed?.problem === 'desa'} />
        <button type="submit">{reporterText.save}</button>
      </form>
    </section>
  );
}

const actions = {
  active: ['suspended', 'left'],
  suspended: ['active', 'left'],
  left: ['active'],
} as const;
const actionText = {
  active: reporterText.reactivate,
  suspended: reporterText.suspend,
  left: reporterText.leave,
};

function Status({ frame, view }: ReporterPageProps): VNode {
  return (
    <section class="card" aria-labelledby="status">
      <h2 id="status">{reporterText.statusTitle}</h2>
      <div class="stack">
        <p>{reporterText.statusHint[view.status]}</p>
        {actions[view.status].map((status) => (
          <Action key={status} frame={frame} action={`/console/pelapor/${view.id}/status`}>
            <input type="hidden" name="status" value={status} />
            <button type="submit" class={status === 'active' ? undefined : 'second reject'}>
              {actionText[status]}
            </button>
          </Action>
        ))}
      </div>
    </section>
  );
}
