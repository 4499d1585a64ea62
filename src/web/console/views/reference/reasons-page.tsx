import type { VNode } from 'preact';
import type { Item, Reference } from '../../../../domain/reference/reference.js';
import type { Reason, ReasonTopic } from '../../../../domain/reference/values.js';
import { reportKinds } from '../../../../domain/report/report.js';
import { kindLabels } from '../../../../i18n/labels.js';
import { notifications } from '../../../../i18n/notifications.js';
import { reasonText, referenceText } from '../../../../i18n/reference.js';
import type { ReasonForm } from '../../reference-form.js';
import { at, versionFor, type Attempt } from './attempt.js';
import { Active, ChangeForm, ChatPreview, Folded, Order, Shell, type PageProps } from './shell.js';

const PATH = '/console/acuan/alasan';
/** Of no report. */
export const EXAMPLE_NUMBER = 'LP-2026-00012-K';

interface ReasonsPageProps extends PageProps {
  readonly reference: Reference;
  readonly attempt: Attempt<ReasonForm> | null;
}

export function ReasonsPage(props: ReasonsPageProps): VNode {
  return (
    <Shell {...props} tab={PATH}>
      <div class="columns">
        <Reasons {...props} topic="reject_reason" />
        <div>
          <Reasons {...props} topic="correction_reason" />
          <Reasons {...props} topic="reopen_reason" />
        </div>
      </div>
    </Shell>
  );
}

type Within = ReasonsPageProps & { readonly topic: ReasonTopic };

function Reasons(props: Within): VNode {
  const { reference, topic, mayChange } = props;
  const items: readonly Item<ReasonTopic>[] = reference.reasons[topic];
  return (
    <section class="card" aria-labelledby={topic}>
      <h2 id={topic}>{reasonText.titles[topic]}</h2>
      <p class="hint">{reasonText.hints[topic]}</p>
      {items.map((item) => (
        <OneReason key={item.code} {...props} item={item} />
      ))}
      {mayChange ? <OneReason {...props} item={null} /> : null}
    </section>
  );
}

const blank: Reason = { label: '', order: 50, active: true, kinds: [...reportKinds] };

function OneReason(props: Within & { readonly item: Item<ReasonTopic> | null }): VNode {
  const { topic, item, frame, mayChange } = props;
  const code = item?.code ?? '';
  const own = props.attempt?.typed.topic === topic ? at(props.attempt, code) : null;
  const { label, order, active, kinds } = own?.typed ?? item?.value ?? blank;
  const id = `${topic}-${code === '' ? 'baru' : code}`;
  const some = item !== null && item.value.kinds.length < reportKinds.length;
  return (
    <Folded
      id={id}
      open={own !== null}
      title={item?.value.label ?? reasonText.addTitle}
      note={some ? item.value.kinds.map((kind) => kindLabels[kind]).join(', ') : undefined}
      inactive={item?.value.active === false}
    >
      <ChangeForm
        frame={frame}
        action={`${PATH}/simpan`}
        mayChange={mayChange}
        attempt={own}
        button={item === null ? referenceText.add : referenceText.save}
        hidden={{ topic, code, version: versionFor(own, item?.version ?? 0) }}
      >
        <div>
          <label>
            {reasonText.label}
            <input name="label" value={label} maxLength={60} required aria-describedby={`${id}-bunyi`} />
          </label>
          <p class="hint" id={`${id}-bunyi`}>
            {reasonText.labelHint}
          </p>
        </div>
        {topic === 'reject_reason' && item !== null ? (
          <ChatPreview
            title={reasonText.preview}
            text={notifications.rejected(EXAMPLE_NUMBER, label, reasonText.previewNote)}
          />
        ) : null}
        <fieldset>
          <legend>{reasonText.kinds}</legend>
          <div class="checks">
            {reportKinds.map((kind) => (
              <label key={kind} class="check">
                <input type="checkbox" name="kinds" value={kind} checked={kinds.includes(kind)} />
                {kindLabels[kind]}
              </label>
            ))}
          </div>
        </fieldset>
        <Order id={id} value={String(order)} />
        <Active checked={active} />
      </ChangeForm>
    </Folded>
  );
}
