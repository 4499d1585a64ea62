/** Where sealed values stand. A test compares it with the database: a column that ends in `_enc` is in it. */
import type { CellAddress } from '../crypto/field-cipher.js';

interface KeyColumn {
  readonly name: string;
  readonly type: 'uuid' | 'text' | 'int';
}

/** Of a row, by the names of its columns, as text. */
export type KeyTexts = Readonly<Record<string, string>>;

export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** The primary key, in its order. */
  readonly key: readonly KeyColumn[];
  /** What else of the row its address is made of. */
  readonly more?: string;
  /** Cells that are large are sealed anew a few at once. */
  readonly atOnce?: number;
  readonly cell: (row: KeyTexts) => CellAddress;
}

const uuid = (name: string): KeyColumn => ({ name, type: 'uuid' });
const text = (name: string): KeyColumn => ({ name, type: 'text' });

/** Most are bound to the id of their row. */
function byId(table: string, column: string, id = 'id'): SealedColumn {
  return { table, column, key: [uuid(id)], cell: (row) => ({ table, column, row: row[id] ?? '' }) };
}

/** The address of a row of several keys: their values as a JSON array of texts. */
function byKeys(table: string, column: string, key: readonly KeyColumn[]): SealedColumn {
  const cell = (row: KeyTexts) => ({
    table,
    column,
    row: JSON.stringify(key.map(({ name }) => row[name] ?? '')),
  });
  return { table, column, key, cell };
}

/** A row that waits to be taken over is sealed as it will stand then. */
function staged(
  column: string,
  more: string,
  as: { readonly table: string; readonly column: string },
): SealedColumn {
  return {
    table: 'source_import_row',
    column,
    key: [uuid('import_id'), { name: 'n', type: 'int' }],
    more,
    cell: (row) => ({ ...as, row: row[more] ?? '' }),
  };
}

export const sealedColumns: readonly SealedColumn[] = [
  byId('agency', 'contact_enc'),
  byId('aid_file', 'name_enc'),
  byKeys('aid_file_fault', 'value_enc', [uuid('file_id'), { name: 'n', type: 'int' }, text('code')]),
  byId('aid_list_row', 'data_enc'),
  byId('attachment', 'source_enc'),
  byId('bulk_run', 'order_enc'),
  byId('case', 'answers_enc'),
  byId('case_comment', 'body_enc'),
  byId('case_escalation', 'note_enc'),
  byId('case_event', 'data_enc'),
  byKeys('channel_secret', 'value_enc', [text('channel'), text('account'), text('kind'), text('key')]),
  byKeys('channel_status', 'pairing_enc', [text('channel'), text('account')]),
  byId('console_user', 'totp_enc'),
  byId('console_user', 'totp_pending_enc'),
  byId('contact', 'address_enc'),
  byId('conversation', 'state_enc'),
  byId('duplicate_verdict', 'note_enc'),
  byId('household', 'kk_enc'),
  byId('inbox_message', 'body_enc'),
  byId('outbound_message', 'body_enc'),
  byId('person', 'nik_enc'),
  byId('person_face', 'face_enc', 'person_id'),
  byId('registry_entry_version', 'data_enc'),
  byId('reporter', 'phone_enc'),
  { ...byId('reporter_import', 'rows_enc'), atOnce: 5 },
  byId('saved_view', 'view_enc'),
  byId('source_import', 'revert_reason_enc'),
  byKeys('source_import_fault', 'value_enc', [
    uuid('import_id'),
    { name: 'n', type: 'int' },
    text('field'),
    text('code'),
  ]),
  staged('sealed_nik', 'person_id', { table: 'person', column: 'nik_enc' }),
  staged('sealed_data', 'version_id', { table: 'source_record_version', column: 'data_enc' }),
  byId('source_record_version', 'data_enc'),
  byId('source_upload', 'file_enc'),
  byId('webhook', 'secret_enc'),
];
