/** The programmes by which aid is given. */
import { staffMay } from '../../domain/access/scope.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import type { Clock, UnitOfWork } from '../ports.js';
import type { AidProgram } from './ports.js';

export const programProblems = ['code', 'code_taken', 'name', 'agency'] as const;
export type ProgramProblem = (typeof programProblems)[number];

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

export type ProgramSaved =
  { readonly ok: true } | { readonly ok: false; readonly problems: readonly ProgramProblem[] };

const CODE = /^[a-z0-9-]{2,20}$/;

/**
 * Throws not_found to who may not, aid.program_changed when somebody else was first. One's own change sent again
 * changes nothing and succeeds.
 */
export async function saveProgram(
  { unitOfWork, clock }: { readonly unitOfWork: UnitOfWork; readonly clock: Clock },
  actor: StaffActor,
  { input, ip }: { readonly input: ProgramInput; readonly ip: string },
): Promise<ProgramSaved> {
  if (!staffMay(actor, 'manage_aid_programs')) throw new AppError('not_found');
  const wanted: AidProgram = { ...input, name: input.name.trim(), version: input.version + 1 };
  const { code, name, agencyId } = wanted;
  return unitOfWork.run(async (tx) => {
    const problems: ProgramProblem[] = [];
    if (!CODE.test(code)) problems.push('code');
    if (name.length < 3 || name.length > 100) problems.push('name');
    if (agencyId !== null && (await tx.reference.agency(agencyId)) === null) problems.push('agency');
    if (problems.length > 0) return { ok: false, problems };
    await tx.aid.lockPrograms([code]);
    const stands = await tx.aid.program(code);
    if (stands !== null && isSame(stands, wanted)) return { ok: true };
    if (input.version === 0) {
      const made = stands === null && (await tx.aid.addProgram(wanted, clock.now()));
      if (!made) return { ok: false, problems: ['code_taken'] };
    } else {
      if (stands === null) throw new AppError('not_found');
      if (stands.version !== input.version) throw new AppError('aid.program_changed');
      await tx.aid.changeProgram(wanted);
    }
    await tx.access.record({ userId: actor.id, action: 'aid.program_saved', subject: code, ip });
    return { ok: true };
  });
}

function isSame(one: AidProgram, other: AidProgram): boolean {
  return one.name === other.name && one.agencyId === other.agencyId && one.active === other.active;
}
