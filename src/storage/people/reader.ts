import type { SourceRow } from '../../domain/import/row.js';
import type { Source } from '../../domain/import/sources.js';
import type {
  AsOf,
  CategoryFact,
  EntryFact,
  EntryVersionFact,
  MembershipFact,
  MergeFact,
  PersonFile,
  SourceFact,
} from '../../domain/people/person-file.js';
import { personFile } from '../../domain/people/told.js';
import { isSensitiveReport } from '../../domain/report/report.js';
import { addDays } from '../../domain/time.js';
import type { PeopleReader } from '../../usecases/people/ports.js';
import type { StorageContext } from '../context.js';
import { groupedBy } from '../grouped.js';
import { entryStatus } from '../repositories/registry/entries.js';
import { openVersion } from '../repositories/registry/versions.js';
import {
  readCategories,
  readEntries,
  readGroups,
  readMemberships,
  readMerges,
  readRecords,
  readSensitive,
} from './statements.js';

interface GroupRow {
  readonly root: string;
  readonly id: string;
  readonly name: string;
  readonly birth_date: string | null;
  readonly sex: string | null;
  readonly nik: string | null;
  /** Of a root: as whom they were asked for. */
  readonly asked: readonly string[] | null;
}

interface MergeRow {
  readonly person_id: string;
  readonly into_id: string;
  readonly name_of: string;
  readonly birth_date_of: string;
  readonly sex_of: string;
  readonly nik_of: string;
  readonly merged_at: Date;
  readonly by_name: string | null;
}

interface RecordRow {
  readonly id: string;
  readonly source: string;
  readonly version_id: string;
  readonly version: number;
  readonly valid_from: string;
  readonly since: string | null;
  readonly recorded_at: Date;
  readonly present: boolean;
  readonly name: string;
  readonly birth_date: string | null;
  readonly sex: string | null;
  readonly desa_code: string | null;
  readonly desil: number | null;
  readonly category_code: string | null;
  readonly sensitive: boolean;
  readonly verified: boolean;
  readonly data_enc: string | null;
  readonly person_id: string;
}

interface MembershipRow {
  readonly id: string;
  readonly household_id: string;
  readonly person_id: string;
  readonly relation: string;
  readonly valid_from: Date;
  readonly valid_to: Date | null;
  readonly kk: string | null;
  readonly desa_code: string | null;
}

interface CategoryRow {
  readonly id: string;
  readonly person_id: string;
  readonly category_code: string;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly disability: string | null;
  readonly sensitive: boolean;
}

interface EntryRow {
  readonly id: string;
  readonly of_person: string;
  readonly number: string;
  readonly person_id: string | null;
  readonly household_id: string | null;
  readonly version: number;
  readonly status: string;
  readonly since: Date;
  readonly recorded_at: Date;
  readonly head_name: string;
  readonly desa_code: string;
  readonly kecamatan_code: string;
  readonly sensitive: boolean;
  /** null: of an entry without versions. */
  readonly version_id: string | null;
  readonly told: number;
  readonly valid_from: Date;
  readonly told_at: Date;
  readonly case_id: string;
  readonly data_enc: string;
  readonly case_number: string | null;
  readonly approved_by: string | null;
  readonly checked_at: Date | null;
}

/** What is recorded of persons, by statement. */
type FactRows = [MergeRow, RecordRow, MembershipRow, CategoryRow, EntryRow];

/** One round trip; another where some are one with others, which is seen in the first. */
export class PgPeopleReader implements PeopleReader {
  constructor(
    private readonly context: StorageContext,
    private readonly timeZone: string,
  ) {}

  async peopleAsOf(asked: readonly string[], asOf: AsOf | 'now'): Promise<readonly PersonFile[]> {
    if (asked.length === 0) return [];
    const { sql } = this.context;
    const { timeZone } = this;
    const [known, dayAfter] = asOf === 'now' ? ['infinity', 'infinity'] : [asOf.known, addDays(asOf.on, 1)];
    const factsAbout = (ids: readonly string[]) =>
      [
        [readMerges, [ids, known]],
        [readRecords, [ids, known, dayAfter]],
        [readMemberships, [ids, known, dayAfter, timeZone]],
        [readCategories, [ids, known, dayAfter, timeZone]],
        [readEntries, [ids, known, dayAfter, timeZone]],
      ] as const;
    const [groups, sensitive, ...own] = await sql.together<[GroupRow, { code: string }, ...FactRows]>([
      [readGroups, [asked, known]],
      [readSensitive, []],
      ...factsAbout(asked),
    ]);
    if (groups.length === 0) return [];
    const seen = new Set(asked);
    const others = groups.flatMap(({ id }) => (seen.has(id) ? [] : [id]));
    const rest = others.length === 0 ? null : await sql.together<FactRows>(factsAbout(others));
    const [merges, records, memberships, categories, entries] = own;
    const codes = new Set(sensitive.map(({ code }) => code));
    const of = {
      group: groupedBy(groups, ({ root }) => root),
      merges: groupedBy([...merges, ...(rest?.[0] ?? [])], ({ person_id: id }) => id),
      records: groupedBy([...records, ...(rest?.[1] ?? [])], ({ person_id: id }) => id),
      memberships: groupedBy([...memberships, ...(rest?.[2] ?? [])], ({ person_id: id }) => id),
      categories: groupedBy([...categories, ...(rest?.[3] ?? [])], ({ person_id: id }) => id),
      entries: groupedBy([...entries, ...(rest?.[4] ?? [])], ({ of_person: id }) => id),
    };
    const fileOf = (root: GroupRow): PersonFile => {
      const group = of.group.get(root.id) ?? [root];
      const all = <T>(rows: ReadonlyMap<string, readonly T[]>) =>
        group.flatMap(({ id }) => rows.get(id) ?? []);
      const merged = all(of.merges).toSorted((a, b) => a.merged_at.getTime() - b.merged_at.getTime());
      return personFile({
        id: root.id,
        ids: group.map(({ id }) => id),
        ...this.toldOf(root, group, merged),
        merges: merged.map(mergeFact),
        sources: all(of.records).map((row) => this.sourceFact(row)),
        entries: this.entryFacts(all(of.entries), codes),
        registered: all(of.categories).map(categoryFact),
        households: all(of.memberships)
          .map((row) => this.membershipFact(row))
          .toSorted((a, b) => b.from.getTime() - a.from.getTime()),
      });
    };
    const roots = groups.filter(({ id, root }) => id === root);
    const rootOf = new Map(roots.flatMap((root) => (root.asked ?? []).map((id) => [id, root])));
    return [...new Set(asked.flatMap((id) => rootOf.get(id) ?? []))].map(fileOf);
  }

  /** By the last merge into them, as the view one_person has it. */
  private toldOf(
    root: GroupRow,
    group: readonly GroupRow[],
    merges: readonly MergeRow[],
  ): Pick<PersonFile, 'name' | 'birthDate' | 'sex' | 'nik'> {
    const last = merges.findLast(({ into_id: into }) => into === root.id);
    const one = (id: string | undefined) => group.find((row) => row.id === id) ?? root;
    const numbered = one(last?.nik_of);
    return {
      name: one(last?.name_of).name,
      birthDate: one(last?.birth_date_of).birth_date,
      sex: sexOf(one(last?.sex_of).sex),
      nik: this.open(numbered.nik, { table: 'person', column: 'nik_enc', row: numbered.id }),
    };
  }

  private open(sealed: string | null, cell: { table: string; column: string; row: string }): string | null {
    return sealed === null ? null : this.context.cipher.open(sealed, cell);
  }

  private sourceFact(row: RecordRow): SourceFact {
    const cell = { table: 'source_record_version', column: 'data_enc', row: row.version_id };
    return {
      recordId: row.id,
      source: row.source as Source,
      version: row.version,
      validFrom: row.valid_from,
      since: row.since ?? row.valid_from,
      recordedAt: row.recorded_at,
      present: row.present,
      name: row.name,
      birthDate: row.birth_date,
      sex: sexOf(row.sex),
      desaCode: row.desa_code,
      desil: row.desil,
      category: row.category_code,
      sensitive: row.sensitive,
      verified: row.verified,
      said:
        row.data_enc === null
          ? null
          : (this.context.cipher.openJson(row.data_enc, cell) as Partial<SourceRow>),
    };
  }

  private membershipFact(row: MembershipRow): MembershipFact {
    return {
      id: row.id,
      householdId: row.household_id,
      personId: row.person_id,
      relation: row.relation,
      from: row.valid_from,
      to: row.valid_to,
      kk: this.open(row.kk, { table: 'household', column: 'kk_enc', row: row.household_id }),
      desaCode: row.desa_code,
    };
  }

  /** Two of a household who are one have its entry once. */
  private entryFacts(rows: readonly EntryRow[], codes: ReadonlySet<string>): readonly EntryFact[] {
    return [...groupedBy(rows, ({ id }) => id).values()].map((all) => {
      const [entry] = all;
      const own = all.filter((row) => row.of_person === entry.of_person && row.version_id !== null);
      const versions = own.map((row) => this.versionFact(row));
      return {
        entryId: entry.id,
        number: entry.number,
        personId: entry.person_id,
        householdId: entry.household_id,
        version: entry.version,
        status: entryStatus(entry.status),
        since: entry.since,
        recordedAt: entry.recorded_at,
        headName: entry.head_name,
        desaCode: entry.desa_code,
        kecamatanCode: entry.kecamatan_code,
        // The category may have ended; the versions that tell it stay.
        sensitive: entry.sensitive || versions.some(({ report }) => isSensitiveReport(report, codes)),
        versions,
      };
    });
  }

  private versionFact(row: EntryRow): EntryVersionFact {
    return {
      version: row.told,
      validFrom: row.valid_from,
      recordedAt: row.told_at,
      caseId: row.case_id,
      caseNumber: row.case_number ?? '',
      approvedBy: row.approved_by,
      checkedAt: row.checked_at,
      report: openVersion(this.context, row.version_id ?? '', row.data_enc),
    };
  }
}

function mergeFact(row: MergeRow): MergeFact {
  return { personId: row.person_id, intoId: row.into_id, at: row.merged_at, byName: row.by_name };
}

function categoryFact(row: CategoryRow): CategoryFact {
  return {
    category: row.category_code,
    of: 'PEMDA',
    from: row.valid_from,
    to: row.valid_to,
    disability: row.disability,
    sensitive: row.sensitive,
    desaCode: null,
    // Nothing comes into Data Pemda that nobody approved.
    verified: true,
    id: row.id,
  };
}

function sexOf(sex: string | null): 'L' | 'P' | null {
  return sex === 'L' || sex === 'P' ? sex : null;
}
