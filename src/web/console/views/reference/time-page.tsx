import type { VNode } from 'preact';
import type { Item, Reference } from '../../../../domain/reference/reference.js';
import { reportKinds } from '../../../../domain/report/report.js';
import { kindLabels } from '../../../../i18n/labels.js';
import { holidayText, officeTimeText, referenceText, weekdayLabels } from '../../../../i18n/reference.js';
import type { DueRecountView } from '../../../../usecases/reference/services.js';
import type { HolidayForm, OfficeTimeForm, RemoveHolidayForm } from '../../reference-form.js';
import { at, versionFor, type Attempt } from './attempt.js';
import { ChangeForm, Refused, Shell, type PageProps } from './shell.js';

const PATH = '/console/acuan';
/** While due days are reckoned anew. */
const REFRESH_SECONDS = 5;

interface TimePageProps extends PageProps {
  readonly reference: Reference;
  readonly recount: DueRecountView | null;
  /** ISO date. */
  readonly today: string;
  readonly timeAttempt: Attempt<OfficeTimeForm> | null;
  readonly holidayAttempt: Attempt<HolidayForm> | null;
  readonly removalAttempt: Attempt<RemoveHolidayForm> | null;
}

export function TimePage(props: TimePageProps): VNode {
  const { recount, timeAttempt, holidayAttempt, removalAttempt } = props;
  const running = recount !== null && recount.finishedAt === null;
  const idle = timeAttempt === null && holidayAttempt === null && removalAttempt === null;
  return (
    <Shell {...props} tab={PATH} refresh={running && idle ? REFRESH_SECONDS : undefined}>
      <div class="columns">
        <OfficeTimeCard {...props} />
        <Holidays {...props} />
      </div>
    </Shell>
  );
}

function OfficeTimeCard({ reference, timeAttempt, ...page }: TimePageProps): VNode {
  const { frame, mayChange, format, recount } = page;
  const { version, value } = reference.officeTime;
  const attempt = at(timeAttempt, '');
  const typed = attempt?.typed;
  const days = (field: keyof typeof value.days) => typed?.[field] ?? String(value.days[field]);
  const weekdays = typed?.weekdays ?? value.weekdays.map(String);
  return (
    <section class="card" aria-labelledby="batas-waktu">
      <h2 id="batas-waktu">{officeTimeText.title}</h2>
      <Recount recount={recount} format={format} />
      <p class="hint">{officeTimeText.hint}</p>
      <ChangeForm
        frame={frame}
        action={`${PATH}/waktu`}
        mayChange={mayChange}
        attempt={attempt}
        hidden={{ version: versionFor(attempt, version) }}
      >
        <fieldset class="day-limits">
          <legend>{officeTimeText.days}</legend>
          {reportKinds.map((kind) => (
            <Days key={kind} name={kind} label={kindLabels[kind]} value={days(kind)} />
          ))}
          <Days
            name="urgent"
            label={officeTimeText.urgent}
            value={typed?.urgent ?? String(value.urgentDays)}
          />
        </fieldset>
        <fieldset>
          <legend>{officeTimeText.weekdays}</legend>
          <div class="checks">
            {Object.entries(weekdayLabels).map(([day, label]) => (
              <label key={day} class="check">
                <input type="checkbox" name="weekdays" value={day} checked={weekdays.includes(day)} />
                {label}
              </label>
            ))}
          </div>
        </fieldset>
      </ChangeForm>
    </section>
  );
}

function Recount({ recount, format }: Pick<TimePageProps, 'recount' | 'format'>): VNode | null {
  if (recount === null) return null;
  const { finishedAt, cases, moved } = recount;
  return (
    <p class={`notice ${finishedAt === null ? 'warn' : 'good'}`} role="status" data-testid="recount">
      {finishedAt === null
        ? officeTimeText.recountRunning(cases)
        : officeTimeText.recountDone(format.short(finishedAt), cases, moved)}
    </p>
  );
}

function Days({ name, label, value }: { name: string; label: string; value: string }): VNode {
  return (
    <label>
      <span>{label}</span>
      <input name={name} value={value} inputMode="numeric" maxLength={3} required />
      <small>{officeTimeText.unit}</small>
    </label>
  );
}

function Holidays(props: TimePageProps): VNode {
  const { reference, today, holidayAttempt, frame, mayChange } = props;
  const kept = reference.holidays.filter(({ value }) => value.kept);
  const ahead = kept.filter(({ code }) => code >= today);
  const past = kept.filter(({ code }) => code < today).toReversed();
  return (
    <section class="card" aria-labelledby="libur">
      <h2 id="libur">{holidayText.title}</h2>
      <p class="hint">{holidayText.fixed}</p>
      {kept.length === 0 ? <p class="quiet">{holidayText.none}</p> : null}
      <RemovalRefused {...props} />
      <HolidayList {...props} days={ahead} />
      {past.length === 0 ? null : (
        <details class="contents">
          <summary>{holidayText.past(past.length)}</summary>
          <HolidayList {...props} days={past} />
        </details>
      )}
      {mayChange ? (
        <>
          <h3>{holidayText.addTitle}</h3>
          <ChangeForm
            frame={frame}
            action={`${PATH}/libur`}
            mayChange
            attempt={holidayAttempt}
            button={referenceText.add}
            hidden={{}}
          >
            <HolidayFields typed={holidayAttempt?.typed ?? null} nextYear={Number(today.slice(0, 4)) + 1} />
          </ChangeForm>
        </>
      ) : null}
    </section>
  );
}

/** Somebody else was first: what the day is now, and the same again where there is something to take away. */
function RemovalRefused(props: TimePageProps): VNode | null {
  const { removalAttempt: attempt, reference, format } = props;
  if (attempt === null) return null;
  const stands = reference.holidays.find(({ code }) => code === attempt.typed.day);
  const day = format.day(attempt.typed.day);
  return (
    <div class="stack removal">
      <Refused attempt={attempt} />
      {stands?.value.kept === true ? (
        <>
          <p>{holidayText.removeAgain(day)}</p>
          <HolidayList {...props} days={[stands]} />
        </>
      ) : (
        <p>{holidayText.goneAlready(day)}</p>
      )}
    </div>
  );
}

function HolidayFields({ typed, nextYear }: { typed: HolidayForm | null; nextYear: number }): VNode {
  return (
    <>
      <div>
        <label>
          {holidayText.list}
          <textarea name="text" rows={5} aria-describedby="libur-contoh" value={typed?.text ?? ''} />
        </label>
        <p class="hint" id="libur-contoh">
          {holidayText.listHint}
        </p>
      </div>
      <label>
        {holidayText.year}
        <input
          class="short"
          name="year"
          value={typed?.year ?? String(nextYear)}
          inputMode="numeric"
          maxLength={4}
        />
      </label>
    </>
  );
}

function HolidayList({
  days,
  frame,
  format,
  mayChange,
}: TimePageProps & { readonly days: readonly Item<'holiday'>[] }): VNode {
  return (
    <ul class="holidays">
      {days.map(({ code, version, value }) => (
        <li key={code} data-testid="holiday">
          <span>
            <time datetime={code}>{format.day(code)}</time> <small>{value.name}</small>
          </span>
          {mayChange ? (
            <form method="post" action={`${PATH}/libur/hapus`} data-once>
              <input type="hidden" name="_csrf" value={frame.csrf} />
              <input type="hidden" name="day" value={code} />
              <input type="hidden" name="version" value={version} />
              <button class="quiet" type="submit" aria-label={holidayText.removeNamed(format.day(code))}>
                {holidayText.remove}
              </button>
            </form>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
