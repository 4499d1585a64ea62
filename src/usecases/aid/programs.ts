/** The programmes by which aid is given: reference data, kept by admins. */
import { staffMay } from '../../domain/access/scope.js';
import type { ReferenceProblemCode } from '../../domain/reference/problems.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import type { Clock, UnitOfWork, Work } from '../ports.js';
import { changedBy, logChange } from '../reference/change.js';
import type { Saved } from '../reference/services.js';
import type { AidProgram } from './ports.js';

export interface ProgramInput {
  /** Of a new one as it was typed. */
  readonly code: string;
  readonly name: string;
  /** null: of the social office itself. */
  readonly agencyId: string | null;
  readonly active: boolean;
  /** The one that the page showed; 0: it is new. */
  readonly version: number;
}

const TOPIC = 'aid_program';
const CODE = /^[a-z0-9-]{2,20}$/;

/**
 * Throws not_found to who may not, reference.changed when somebody else was first. One's own change sent again changes
 * nothing and succeeds.
 */
export async function saveProgram(
  { unitOfWork, clock }: { readonly unitOfWork: UnitOfWork; readonly clock: Clock },
  actor: StaffActor,
  { input, ip }: { readonly input: ProgramInput; readonly ip: string },
): Promise<Saved> {
  if (!staffMay(actor, 'manage_aid_programs')) throw new AppError('not_found');
  const wanted: AidProgram = { ...input, version: input.version + 1 };
  const { code, agencyId } = wanted;
  return unitOfWork.run(async (tx) => {
    const by = { actor, ip, at: clock.now() };
    await tx.reference.lock();
    const problems = judge(wanted);
    const agency = agencyId === null ? null : await tx.reference.agency(agencyId);
    if (agencyId !== null && agency === null) problems.push('program_agency');
    if (problems.length > 0) return refused(...problems);
    const stands = await tx.aid.program(code);
    if (stands !== null && isSame(stands, wanted)) return { ok: true };
    if (input.version === 0) {
      if (!(await tx.aid.addProgram(wanted, by.at))) return refused('program_code_taken');
    } else {
      if (stands === null) throw new AppError('not_found');
      if (stands.version !== input.version) throw changedBy(await tx.reference.last(TOPIC, code));
      await tx.aid.changeProgram(wanted);
    }
    await tx.reference.write({
      topic: TOPIC,
      code,
      version: wanted.version,
      before: stands === null ? null : await told(tx, stands),
      after: await told(tx, wanted),
      byId: actor.id,
      at: by.at,
    });
    await logChange(tx, by, TOPIC, code);
    return { ok: true };
  });
}

function judge({ code, name }: AidProgram): ReferenceProblemCode[] {
  return [
    ...(CODE.test(code) ? [] : (['program_code'] as const)),
    ...(name.length < 3 || name.length > 100 ? (['program_name'] as const) : []),
  ];
}

function refused(...codes: readonly ReferenceProblemCode[]): Saved {
  return { ok: false, problems: codes.map((code) => ({ code })) };
}

function isSame(one: AidProgram, other: AidProgram): boolean {
  return one.name === other.name && one.agencyId === other.agencyId && one.active === other.active;
}

/** As the history keeps it: the agency by its code, which never changes. */
async function told(tx: Work, { name, active, agencyId }: AidProgram) {
  const agency = agencyId === null ? null : await tx.reference.agency(agencyId);
  return { name, active, agency: agency?.code ?? null };
}
