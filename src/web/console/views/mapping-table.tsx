import type { VNode } from 'preact';
import type { Mapping } from '../../../domain/import/mapping.js';
import { mappingText as text } from '../../../i18n/source-import-console.js';
import type { HeaderView } from '../../../usecases/source-import/headers.js';

interface MappingTableProps<C extends string> {
  readonly caption: string;
  readonly headers: readonly HeaderView[];
  /** That may be chosen. */
  readonly columns: readonly { readonly column: C; readonly label: string; readonly needed: boolean }[];
  /** As it is guessed. */
  readonly mapping: Mapping<C>;
  /** As it was filled in, by header; null: it was not yet. */
  readonly chosen: readonly (C | null)[] | null;
}

/** Which header of a file is which column. */
export function MappingTable<C extends string>(props: MappingTableProps<C>): VNode {
  return (
    <table class="cards">
      <caption class="hidden">{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{text.header}</th>
          <th scope="col">{text.examples}</th>
          <th scope="col">{text.column}</th>
        </tr>
      </thead>
      <tbody>
        {props.headers.map((header, index) => (
          <HeaderRow key={String(index)} {...props} header={header} index={index} />
        ))}
      </tbody>
    </table>
  );
}

function HeaderRow<C extends string>({
  columns,
  mapping,
  chosen,
  header,
  index,
}: MappingTableProps<C> & { readonly header: HeaderView; readonly index: number }): VNode {
  const guess = columns.find(({ column }) => mapping.columns[column]?.index === index)?.column;
  const column = chosen === null ? guess : (chosen[index] ?? undefined);
  const unsure = chosen === null && guess !== undefined && (mapping.columns[guess]?.confidence ?? 1) < 1;
  const title = header.title === '' ? text.noTitle(index + 1) : header.title;
  const hint = `ragu-${String(index)}`;
  return (
    <tr data-testid="mapping-row">
      <th scope="row">{title}</th>
      <td data-label={text.examples}>
        {header.examples.length === 0 ? (
          <small>{text.noExamples}</small>
        ) : (
          header.examples.map((example) => (
            <span key={example} class="block example">
              {example}
            </span>
          ))
        )}
      </td>
      <td data-label={text.column}>
        <select
          name={`kolom-${String(index)}`}
          aria-label={`${text.column}: ${title}`}
          aria-describedby={unsure ? hint : undefined}
          value={column ?? ''}
        >
          <option value="">{text.unused}</option>
          {columns.map((one) => (
            <option key={one.column} value={one.column}>
              {one.label}
              {one.needed ? ` (${text.needed})` : ''}
            </option>
          ))}
        </select>
        {unsure ? (
          <small class="block unsure" id={hint}>
            {text.unsure}
          </small>
        ) : null}
      </td>
    </tr>
  );
}
