/** The answers of a report as a form, and what putting them right changes. */
import type { VNode } from 'preact';
import { editReasons } from '../../../domain/case/events.js';
import { editPageText, editReasonLabels } from '../../../i18n/casework.js';
import { decisionText, eventText } from '../../../i18n/console.js';
import { caseStateLabels, inSentence, kindLabels } from '../../../i18n/labels.js';
import type { EditField, EditView } from '../../../usecases/casework/services.js';
import { assetUrl } from '../../plugins/assets.js';
import type { Frame } from '../context.js';
import { NOTE_LIMIT } from '../decision-form.js';
import { ANSWER, type TypedEdit } from '../edit-form.js';
import type { Formatter } from '../format.js';
import type { VersionRow } from '../versions.js';
import { Layout } from './layout.js';
import { Problems } from './parts.js';
import { VersionTable } from './version-table.js';

interface EditPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly caseId: string;
  /** What addresses carry of the list that the case was opened from. */
  readonly list: string;
  readonly view: EditView;
  readonly form: TypedEdit;
  readonly problems: readonly string[];
  /** What saving would change. */
  readonly changes: readonly VersionRow[];
  /** What somebody else changed meanwhile. */
  readonly theirs: readonly VersionRow[];
}

export function EditPage(props: EditPageProps): VNode {
  const { frame, caseId, list, view, form, problems, changes } = props;
  const { number, kind, open, after, meanwhile } = view;
  const title = editPageText.title(number);
  // A change is looked at before it is saved; what others changed meanwhile is looked at with the fields.
  const preview = open && form.step !== 'ubah' && after !== null && changes.length > 0 && meanwhile === null;
  const nothing = form.step !== 'ubah' && after !== null && changes.length === 0 && problems.length === 0;
  return (
    <Layout
      frame={frame}
      title={title}
      place="/console"
      head={<link rel="stylesheet" href={assetUrl('casework.css')} />}
    >
      <p class="back">
        <a href={`/console/kasus/${caseId}${list}`} data-key="u">
          {editPageText.back(number)}
        </a>
      </p>
      <h1>{title}</h1>
      <p class="lead">
        {kindLabels[kind]}. {preview ? editPageText.leadPreview : editPageText.lead}
      </p>
      <Meanwhile {...props} />
      <Problems
        title={editPageText.problems}
        problems={[
          ...problems,
          ...(nothing ? [editPageText.nothingChanged] : []),
          ...(form.step === 'ubah' ? [] : faultSentences(view)),
        ]}
      />
      {preview ? <Preview {...props} /> : <Fields {...props} />}
    </Layout>
  );
}

function faultSentences({ faults, fields }: EditView): readonly string[] {
  return faults.map(({ field, sentence }) => {
    const label = fields.find(({ id }) => id === field)?.label ?? '';
    return label === '' || sentence.includes(label) ? sentence : `${label}: ${sentence}`;
  });
}

/** Somebody else was first: who, when, and what; what was typed stands in the form. */
function Meanwhile({ view, theirs, format }: EditPageProps): VNode | null {
  const { meanwhile, open, state } = view;
  if (meanwhile === null) return null;
  const { by, at, event } = meanwhile;
  return (
    <div class="notice bad" role="alert" data-testid="overtaken">
      <p>
        <strong>{open ? editPageText.meanwhileTitle : editPageText.closedTitle}</strong>
      </p>
      <p>{editPageText.meanwhile(inSentence(eventText[event]), by, format.moment(at))}</p>
      {theirs.length === 0 ? null : <VersionTable rows={theirs} />}
      <p>{open ? editPageText.meanwhileHint : editPageText.closed(inSentence(caseStateLabels[state]))}</p>
    </div>
  );
}

// --- the fields -----------------------------------------------------------------------------------

function Fields(props: EditPageProps): VNode {
  const { frame, caseId, list, view, form } = props;
  const { fields, faults, open, version } = view;
  const places = [...new Set(fields.flatMap(({ member }) => member ?? []))];
  const of = (place: number | null) => fields.filter(({ member }) => member === place);
  const [members, own] = [of(null).filter(isOfMembers), of(null).filter((field) => !isOfMembers(field))];
  const first = view.kind === 'data_update' ? 0 : 1;
  return (
    <form method="post" action={`/console/kasus/${caseId}/isian${list}`} class="edit" noValidate data-once>
      <input type="hidden" name="_csrf" value={frame.csrf} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="reason" value={form.reason} />
      <input type="hidden" name="note" value={form.note} />
      {/* Asked about once, a field is an answer as it stands. */}
      {[...new Set([...view.typed.asked, ...faults.map(({ field }) => field)])].map((field) => (
        <input key={field} type="hidden" name="tanya" value={field} />
      ))}
      <section class="card" aria-labelledby="isian">
        <h2 id="isian">{editPageText.answers}</h2>
        <div class="edit-fields">
          {own.map((field) => (
            <Input key={field.id} field={field} {...props} />
          ))}
        </div>
      </section>
      {places.length === 0 && members.length === 0 ? null : (
        <section class="card" aria-labelledby="anggota">
          <h2 id="anggota">{editPageText.members}</h2>
          {places.map((place) => (
            <fieldset key={place}>
              <legend>{editPageText.member(place + first)}</legend>
              <div class="edit-fields">
                {of(place).map((field) => (
                  <Input key={field.id} field={field} {...props} />
                ))}
              </div>
            </fieldset>
          ))}
          {members.map((field) => (
            <Input key={field.id} field={field} {...props} />
          ))}
        </section>
      )}
      {open ? (
        <div class="edit-end">
          <button type="submit" name="step" value="lihat">
            {editPageText.look}
          </button>
          <a href={`/console/kasus/${caseId}${list}`}>{editPageText.cancel}</a>
        </div>
      ) : null}
    </form>
  );
}

const isOfMembers = ({ id }: EditField) => id === 'members' || id === 'newMembers';

interface InputProps extends EditPageProps {
  readonly field: EditField;
}

function Input({ field, view }: InputProps): VNode {
  const { id, label, kind, options, stands } = field;
  const name = ANSWER + id;
  const typed = view.typed.said[id];
  const value = typed ?? stands;
  const fault = view.faults.find((one) => one.field === id);
  const hintId = `ket-${id.replaceAll(':', '-')}`;
  const hint = fault?.sentence ?? (isOfMembers(field) ? editPageText.addMembers : null);
  const more = {
    name,
    'aria-invalid': fault !== undefined,
    'aria-describedby': hint === null ? undefined : hintId,
  };
  const said =
    hint === null ? null : (
      <p class={fault === undefined ? 'hint' : 'hint fault'} id={hintId}>
        {hint}
      </p>
    );
  if (kind === 'several') {
    return (
      <fieldset class="wide" aria-describedby={hint === null ? undefined : hintId}>
        <legend>{label}</legend>
        {/* That none is ticked is an answer, too. */}
        <input type="hidden" name={name} value="" />
        <div class="checks">
          {options.map((option) => (
            <label key={option.value} class="check">
              <input
                type="checkbox"
                name={name}
                value={option.value}
                checked={value.includes(option.value)}
              />
              {option.label}
            </label>
          ))}
        </div>
        {said}
      </fieldset>
    );
  }
  if (kind === 'tick') {
    return (
      <label class="check wide">
        <input type="checkbox" name={name} value="ya" checked={value.includes('ya')} />
        {label}
      </label>
    );
  }
  const text = value[0] ?? '';
  return (
    <div class={kind === 'lines' ? 'wide' : undefined}>
      <label>
        {label}
        {kind === 'choice' ? (
          <select {...more} value={text}>
            <option value="">{editPageText.notSaid}</option>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        ) : kind === 'lines' ? (
          <textarea {...more} rows={2} maxLength={2000} value={text} />
        ) : (
          <input {...more} maxLength={300} autocomplete="off" value={text} />
        )}
      </label>
      {said}
    </div>
  );
}

// --- what it changes ------------------------------------------------------------------------------

function Preview({ frame, caseId, list, view, form, changes }: EditPageProps): VNode {
  const { reason, note } = form;
  const { typed } = view;
  return (
    <form method="post" action={`/console/kasus/${caseId}/isian${list}`} class="edit" noValidate data-once>
      <input type="hidden" name="_csrf" value={frame.csrf} />
      <input type="hidden" name="version" value={view.version} />
      {Object.entries(typed.said).flatMap(([id, values]) =>
        values.map((value, nth) => (
          <input key={`${id} ${String(nth)}`} type="hidden" name={ANSWER + id} value={value} />
        )),
      )}
      {typed.asked.map((field) => (
        <input key={field} type="hidden" name="tanya" value={field} />
      ))}
      <section class="card" aria-labelledby="perubahan">
        <h2 id="perubahan">{editPageText.changes(changes.length)}</h2>
        <VersionTable rows={changes} />
      </section>
      <section class="card narrow-form" aria-labelledby="alasan">
        <h2 id="alasan">{editPageText.why}</h2>
        <div class="stack">
          <label>
            {editPageText.reason}
            <select name="reason" required value={reason}>
              <option value="">{decisionText.chooseReason}</option>
              {editReasons.map((code) => (
                <option key={code} value={code}>
                  {editReasonLabels[code]}
                </option>
              ))}
            </select>
          </label>
          <label>
            {editPageText.note}
            <textarea name="note" rows={3} required maxLength={NOTE_LIMIT} value={note} />
          </label>
          <p class="hint">{editPageText.noteHint}</p>
          <div class="edit-end">
            <button type="submit" name="step" value="simpan">
              {editPageText.save}
            </button>
            <button type="submit" name="step" value="ubah" class="second">
              {editPageText.again}
            </button>
          </div>
        </div>
      </section>
    </form>
  );
}
