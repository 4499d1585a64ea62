import type { VNode } from 'preact';
import { pmksCategories } from '../../../../domain/pmks/categories.js';
import type { Item, Reference } from '../../../../domain/reference/reference.js';
import type { CategoryLimits } from '../../../../domain/reference/values.js';
import { form } from '../../../../i18n/form.js';
import { sexLabels } from '../../../../i18n/labels.js';
import { limitText } from '../../../../i18n/reference.js';
import type { LimitsForm } from '../../reference-form.js';
import { at, versionFor, type Attempt } from './attempt.js';
import { ChangeForm, ChatPreview, Folded, Shell, type PageProps } from './shell.js';

const PATH = '/console/acuan/kategori';

interface LimitsPageProps extends PageProps {
  readonly reference: Reference;
  /** Open cases by category that is not sensitive. */
  readonly openCases: ReadonlyMap<string, number>;
  readonly attempt: Attempt<LimitsForm> | null;
}

export function LimitsPage(props: LimitsPageProps): VNode {
  return (
    <Shell {...props} tab={PATH} beside>
      <section class="card" aria-labelledby="batas">
        <h2 id="batas">{limitText.title}</h2>
        <p class="hint">{limitText.hint}</p>
        {props.reference.categories.map((item) => (
          <OneCategory key={item.code} {...props} item={item} />
        ))}
      </section>
    </Shell>
  );
}

function OneCategory(props: LimitsPageProps & { readonly item: Item<'pmks_category'> }): VNode {
  const { item, openCases, frame, mayChange } = props;
  const { code, version, value } = item;
  const own = at(props.attempt, code);
  const name = pmksCategories.find((one) => one.code === code)?.name ?? '';
  const age = (years: number | null) => (years === null ? '' : String(years));
  const given = own?.typed ?? { ...value, minAge: age(value.minAge), maxAge: age(value.maxAge) };
  const open = openCases.get(code) ?? 0;
  return (
    <Folded id={`kategori-${code}`} open={own !== null} title={`${code} ${name}`} note={limitsInWords(value)}>
      <ChangeForm
        frame={frame}
        action={`${PATH}/simpan`}
        mayChange={mayChange}
        attempt={own}
        hidden={{ code, version: versionFor(own, version) }}
      >
        {open === 0 ? null : (
          <p class="notice warn" data-testid="open-cases">
            {limitText.openCases(open)}
          </p>
        )}
        <div class="two-fields">
          <Age code={code} name="minAge" label={limitText.minAge} value={given.minAge} />
          <Age code={code} name="maxAge" label={limitText.maxAge} value={given.maxAge} />
        </div>
        <p class="hint" id={`batas-umur-${code}`}>
          {limitText.ageHint}
        </p>
        <label>
          {limitText.sex}
          <select name="sex" value={given.sex ?? ''}>
            <option value="">{limitText.anySex}</option>
            <option value="L">{sexLabels.L}</option>
            <option value="P">{sexLabels.P}</option>
          </select>
        </label>
        <Warnings code={code} value={value} />
      </ChangeForm>
    </Folded>
  );
}

function Age(props: { code: string; name: string; label: string; value: string }): VNode {
  const { code, name, label, value } = props;
  return (
    <label>
      {label}
      <input
        name={name}
        value={value}
        inputMode="numeric"
        maxLength={3}
        aria-describedby={`batas-umur-${code}`}
      />
    </label>
  );
}

/** As the summary of a report says it, by the limits that are kept. */
function Warnings({ code, value }: { readonly code: string; readonly value: CategoryLimits }): VNode | null {
  const { minAge, maxAge, sex } = value;
  const said = [
    ...(minAge === null ? [] : [form.categories.tooYoung(code, minAge)]),
    ...(maxAge === null ? [] : [form.categories.tooOld(code, maxAge)]),
    ...(sex === null ? [] : [form.categories.otherSex(code, sex)]),
  ];
  return said.length === 0 ? null : <ChatPreview title={limitText.warns} text={said.join('\n')} />;
}

function limitsInWords({ minAge, maxAge, sex }: CategoryLimits): string {
  const age =
    minAge !== null && maxAge !== null
      ? [limitText.between(minAge, maxAge)]
      : minAge !== null
        ? [limitText.from(minAge)]
        : maxAge !== null
          ? [limitText.upTo(maxAge)]
          : [];
  const words = [...age, ...(sex === null ? [] : [sexLabels[sex].toLowerCase()])];
  return words.length === 0 ? limitText.none : words.join(', ');
}
