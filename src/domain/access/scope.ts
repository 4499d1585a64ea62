/** Who may see what. The one place: chat, console and API all ask here. */

/** The parts of a region code: "64.08.04.1010" lies in "64.08.04" lies in "64.08". */
export function liesIn(regionCode: string, areaCode: string): boolean {
  return regionCode === areaCode || regionCode.startsWith(`${areaCode}.`);
}

export interface Scoped {
  /** Region codes: the kabupaten, kecamatan or desa that a person answers for. */
  readonly regions: readonly string[];
}

export function mayAccess(person: Scoped, regionCode: string): boolean {
  return person.regions.some((area) => liesIn(regionCode, area));
}

export type StaffRole = 'reviewer' | 'supervisor' | 'admin';
export type StaffAction =
  | 'read_cases'
  | 'decide_cases'
  | 'read_registry'
  | 'decide_pairs'
  | 'read_sensitive'
  | 'decide_sensitive'
  | 'reopen_cases'
  | 'answer_objections'
  | 'manage_reporters'
  | 'manage_users'
  | 'manage_imports'
  | 'rotate_keys'
  | 'read_channels'
  | 'pair_channels'
  | 'receive_alerts'
  | 'read_overview'
  | 'compare_reviewers'
  | 'read_access_log'
  | 'verify_history'
  | 'export_lists'
  | 'export_identities'
  | 'take_over_claims'
  | 'manage_map'
  | 'print_identities'
  | 'handle_escalations'
  | 'oversee_bulk'
  | 'use_aid'
  | 'approve_aid_lists'
  | 'manage_aid_programs'
  | 'read_reference'
  | 'manage_reference';

const allowed: Readonly<Record<StaffAction, readonly StaffRole[]>> = {
  read_cases: ['reviewer', 'supervisor'],
  decide_cases: ['reviewer', 'supervisor'],
  read_registry: ['reviewer', 'supervisor'],
  // Whether two recorded persons are one.
  decide_pairs: ['reviewer', 'supervisor'],
  // What a case with a sensitive category is about. Others see that there is one, its number and dates.
  read_sensitive: ['reviewer', 'supervisor'],
  decide_sensitive: ['reviewer', 'supervisor'],
  reopen_cases: ['supervisor'],
  answer_objections: ['supervisor'],
  manage_reporters: ['admin'],
  manage_users: ['admin'],
  // The registers come as files of the whole kabupaten: who brings one in sees its rows, but for what is sensitive.
  manage_imports: ['admin'],
  rotate_keys: ['admin'],
  read_channels: ['supervisor', 'admin'],
  pair_channels: ['admin'],
  receive_alerts: ['reviewer', 'supervisor'],
  read_overview: ['reviewer', 'supervisor'],
  // How many each reviewer decided, and how fast.
  compare_reviewers: ['supervisor'],
  read_access_log: ['supervisor', 'admin'],
  verify_history: ['supervisor', 'admin'],
  export_lists: ['reviewer', 'supervisor'],
  // NIK, KK and address leave the service with a file.
  export_identities: ['supervisor'],
  take_over_claims: ['supervisor'],
  manage_map: ['admin'],
  // A NIK or KK leaves the service on paper, of one case at a time.
  print_identities: ['supervisor'],
  // What waited too long: see it, say what is done about it, give it to a reviewer.
  handle_escalations: ['supervisor'],
  // What others do with many reports at once, and to stop it.
  oversee_bulk: ['supervisor'],
  // Lists of people for a programme, and what they were given.
  use_aid: ['reviewer', 'supervisor'],
  approve_aid_lists: ['supervisor'],
  manage_aid_programs: ['admin'],
  read_reference: ['supervisor', 'admin'],
  manage_reference: ['admin'],
};

/** Given to a person beside the role. */
export const grants = ['sensitive'] as const;
export type Grant = (typeof grants)[number];

/** What takes a grant, too. */
const granted: Readonly<Partial<Record<StaffAction, Grant>>> = {
  read_sensitive: 'sensitive',
  decide_sensitive: 'sensitive',
};

/** What of a signed-in person decides what they may do. */
export interface Staff {
  readonly role: StaffRole;
  readonly grants: readonly Grant[];
}

/** An admin runs the service and sees no cases: running it does not take reading them. */
export function staffMay(staff: Staff, action: StaffAction): boolean {
  const grant = granted[action];
  return allowed[action].includes(staff.role) && (grant === undefined || staff.grants.includes(grant));
}

/** Whether a password alone is too little for this person. */
export function needsSecondFactor({ role, grants: given }: Staff): boolean {
  return role !== 'reviewer' || given.length > 0;
}
