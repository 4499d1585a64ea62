import type { VNode } from 'preact';
import { builtInSensitive, pmksCategories, type PmksCategory } from '../../../../domain/pmks/categories.js';
import { categoriesOf, type Item, type Reference } from '../../../../domain/reference/reference.js';
import { categoryText } from '../../../../i18n/categories.js';
import { markText } from '../../../../i18n/console.js';
import { form } from '../../../../i18n/form.js';
import { sexLabels } from '../../../../i18n/labels.js';
import { limitText } from '../../../../i18n/reference.js';
import type { Category } from '../../../../domain/reference/values.js';
import type { SensitivityView } from '../../../../usecases/reference/services.js';
import type { CategoryForm } from '../../reference-form.js';
import { at, versionFor, type Attempt } from './attempt.js';
import { Active, ChangeForm, ChatPreview, Folded, Shell, type PageProps } from './shell.js';

const PATH = '/console/acuan/kategori';
/** While cases are concealed, or told of again. */
const REFRESH_SECONDS = 5;

interface CategoriesPageProps extends PageProps {
  readonly reference: Reference;
  /** Open cases by category that is not sensitive. */
  readonly openCases: ReadonlyMap<string, number>;
  readonly recount: SensitivityView | null;
  readonly attempt: Attempt<CategoryForm> | null;
}

export function CategoriesPage(props: CategoriesPageProps): VNode {
  const { reference, recount, attempt, format } = props;
  const running = recount !== null && recount.finishedAt === null && attempt === null;
  const now = new Map(categoriesOf(reference).map((one) => [one.code, one]));
  return (
    <Shell {...props} tab={PATH} beside refresh={running ? REFRESH_SECONDS : undefined}>
      <section class="card" aria-labelledby="kategori">
        <h2 id="kategori">{categoryText.title}</h2>
        <Recount recount={recount} format={format} />
        <p class="hint">{categoryText.hint}</p>
        {reference.categories.map((item) => {
          const category = now.get(item.code);
          return category === undefined ? null : (
            <OneCategory key={item.code} {...props} item={item} category={category} />
          );
        })}
      </section>
    </Shell>
  );
}

function Recount({ recount, format }: Pick<CategoriesPageProps, 'recount' | 'format'>): VNode | null {
  if (recount === null) return null;
  const { code, sensitive, finishedAt, cases, moved } = recount;
  return (
    <p class={`notice ${finishedAt === null ? 'warn' : 'good'}`} role="status" data-testid="recount">
      {finishedAt === null
        ? categoryText.recountRunning(format.category(code), sensitive, cases)
        : categoryText.recountDone(format.category(code), sensitive, format.short(finishedAt), moved)}
    </p>
  );
}

type Within = CategoriesPageProps & {
  readonly item: Item<'pmks_category'>;
  /** As it is now. */
  readonly category: PmksCategory;
};

function OneCategory(props: Within): VNode {
  const { item, category, openCases, frame, mayChange } = props;
  const { code, version, value } = item;
  const own = at(props.attempt, code);
  const age = (years: number | null) => (years === null ? '' : String(years));
  const given = own?.typed ?? {
    ...value,
    name: category.name,
    needsDisability: category.needsDisability,
    minAge: age(value.minAge),
    maxAge: age(value.maxAge),
  };
  const official = pmksCategories.find((one) => one.code === code)?.name ?? '';
  const open = openCases.get(code) ?? 0;
  const id = `kategori-${code}`;
  const notes = [...(category.sensitive ? [categoryText.tag] : []), limitsInWords(value)];
  return (
    <Folded
      id={id}
      open={own !== null}
      title={`${code} ${category.name}`}
      note={notes.join(' · ')}
      inactive={!category.active}
    >
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
        <div>
          <label>
            {categoryText.name}
            <input name="name" value={given.name} maxLength={70} aria-describedby={`${id}-nama`} />
          </label>
          <p class="hint" id={`${id}-nama`}>
            {categoryText.nameHint(official)}
          </p>
        </div>
        <fieldset class="stack">
          <legend>{categoryText.limits}</legend>
          <p class="hint">{categoryText.limitsHint}</p>
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
        </fieldset>
        <label class="check">
          <input type="checkbox" name="needsDisability" value="1" checked={given.needsDisability} />
          {categoryText.disability}
        </label>
        {builtInSensitive.has(code) ? (
          <p class="hint">
            <span class="tag bad">{markText.sensitive}</span> {categoryText.sensitiveAlways}
          </p>
        ) : (
          <Sensitive id={id} checked={given.sensitive} />
        )}
        <div>
          <Active checked={given.active} describedBy={`${id}-dipakai`} />
          <p class="hint" id={`${id}-dipakai`}>
            {categoryText.activeHint}
          </p>
        </div>
        <ChatPreview title={categoryText.menu} text={inMenu(category)} />
        <Warnings code={code} value={value} />
      </ChangeForm>
    </Folded>
  );
}

function Sensitive({ id, checked }: { readonly id: string; readonly checked: boolean }): VNode {
  return (
    <div>
      <label class="check">
        <input
          type="checkbox"
          name="sensitive"
          value="1"
          checked={checked}
          aria-describedby={`${id}-sensitif`}
        />
        {categoryText.sensitive}
      </label>
      <p class="hint" id={`${id}-sensitif`}>
        {categoryText.sensitiveHint}
      </p>
    </div>
  );
}

/** As reporters are offered it, by what is kept. */
function inMenu({ code, name, active, sensitive }: PmksCategory): string {
  if (!active) return categoryText.menuNone;
  return sensitive ? categoryText.menuNumberOnly(code) : `${String(Number(code))}. ${name}`;
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
function Warnings({ code, value }: { readonly code: string; readonly value: Category }): VNode | null {
  const { minAge, maxAge, sex } = value;
  const said = [
    ...(minAge === null ? [] : [form.categories.tooYoung(code, minAge)]),
    ...(maxAge === null ? [] : [form.categories.tooOld(code, maxAge)]),
    ...(sex === null ? [] : [form.categories.otherSex(code, sex)]),
  ];
  return said.length === 0 ? null : <ChatPreview title={limitText.warns} text={said.join('\n')} />;
}

function limitsInWords({ minAge, maxAge, sex }: Category): string {
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
