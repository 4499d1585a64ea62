import { CaseState } from '../../domain/case/events.js';
import { ReportKind } from '../../domain/report/report.js';
import type { Found, LookUpQuestion, LookUpStore } from '../../usecases/ports.js';
import type { StorageContext } from '../context.js';
import type { Statement } from '../sql.js';
import { entryStatus } from './registry/entries.js';

/**
 * Each question by its indexes, all questions in one statement. `n` is the place of the question.
 * A person is found through their own entry and through their household's; in reports also as a member.
 */
const LOOK_UP: Statement = {
  name: 'look_up',
  text: `SELECT q.n, f.by, f.entry_id, f.case_id, f.store, f.number, f.name, f.desa_code, f.status, f.kind,
      f.at, ARRAY(SELECT k.category_code FROM person_pmks k
        WHERE k.person_id = f.person_id AND k.valid_to IS NULL ORDER BY 1) AS categories
    FROM unnest($1::int[], $2::text[], $3::text[], $4::uuid[]) AS q(n, nik, kk, except_case)
      CROSS JOIN LATERAL (
        SELECT h.by, h.entry_id, NULL::uuid AS case_id, h.person_id, e.source AS store, e.number,
          e.head_name AS name, e.desa_code, e.status, NULL::text AS kind, e.updated_at AS at
        FROM (
          SELECT 'nik' AS by, e.id AS entry_id, p.id AS person_id
            FROM person p JOIN registry_entry e ON e.person_id = p.id WHERE p.nik_mac = q.nik
          UNION ALL
          SELECT 'nik', e.id, p.id FROM person p
            JOIN household_member m ON m.person_id = p.id AND m.valid_to IS NULL
            JOIN registry_entry e ON e.household_id = m.household_id WHERE p.nik_mac = q.nik
          UNION ALL
          SELECT 'kk', e.id, NULL::uuid FROM household h
            JOIN registry_entry e ON e.household_id = h.id WHERE h.kk_mac = q.kk
        ) h JOIN registry_entry e ON e.id = h.entry_id
        UNION ALL
        SELECT h.by, NULL::uuid, h.case_id, NULL::uuid, NULL, o.number,
          o.subject_name, o.desa_code, o.state, o.kind, o.submitted_at
        FROM (
          SELECT 'nik' AS by, c.id AS case_id FROM "case" c WHERE c.nik_mac = q.nik
          UNION ALL
          SELECT 'nik', c.id FROM "case" c WHERE c.member_macs @> ARRAY[q.nik]
          UNION ALL
          SELECT 'kk', c.id FROM "case" c WHERE c.kk_mac = q.kk
        ) h JOIN "case" o ON o.id = h.case_id
        WHERE o.state NOT IN ('rejected', 'withdrawn', 'duplicate') AND o.id IS DISTINCT FROM q.except_case
      ) f
    ORDER BY q.n, f.by DESC, f.at DESC`,
};

interface LookUpRow {
  readonly n: number;
  readonly by: 'nik' | 'kk';
  readonly entry_id: string | null;
  readonly case_id: string | null;
  readonly store: string | null;
  readonly number: string;
  readonly name: string;
  readonly desa_code: string;
  readonly status: string;
  readonly kind: string | null;
  readonly categories: readonly string[];
}

export class PgLookUpStore implements LookUpStore {
  constructor(private readonly context: Pick<StorageContext, 'sql' | 'regions' | 'index'>) {}

  async find(questions: readonly LookUpQuestion[]): Promise<readonly (readonly Found[])[]> {
    const { sql, index } = this.context;
    const rows = await sql.rows<LookUpRow>(LOOK_UP, [
      questions.map((_, n) => n),
      questions.map(({ nik }) => (nik === null ? null : index.mac('nik', nik))),
      questions.map(({ kk }) => (kk === null ? null : index.mac('kk', kk))),
      questions.map(({ exceptCaseId }) => exceptCaseId),
    ]);
    const answers = questions.map(() => new Map<string, Found>());
    for (const row of rows) {
      const found = this.found(row);
      const known = answers[row.n];
      // By NIK and by KK alike it is one; those by NIK come first.
      if (known !== undefined && !known.has(found.id)) known.set(found.id, found);
    }
    return answers.map((found) => [...found.values()]);
  }

  private found(row: LookUpRow): Found {
    const { by, number, name, desa_code: desaCode, categories } = row;
    const desaName = this.context.regions.desa.get(desaCode)?.name ?? desaCode;
    const common = { by, number, name, desaCode, desaName };
    if (row.case_id !== null) {
      const kind = ReportKind.parse(row.kind);
      return { what: 'case', id: row.case_id, kind, state: CaseState.parse(row.status), ...common };
    }
    const status = entryStatus(row.status);
    return {
      what: 'entry',
      id: row.entry_id ?? '',
      store: row.store ?? '',
      status,
      categories,
      ...common,
    };
  }
}
