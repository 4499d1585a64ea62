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
  | 'read_sensitive'
  | 'decide_sensitive'
  | 'manage_reporters'
  | 'read_channels'
  | 'pair_channels'
  | 'receive_alerts'
  | 'take_over_claims';

const allowed: Readonly<Record<StaffAction, readonly StaffRole[]>> = {
  read_cases: ['reviewer', 'supervisor'],
  decide_cases: ['reviewer', 'supervisor'],
  read_registry: ['reviewer', 'supervisor'],
  // What a case with a sensitive category is about. Others see that there is one, its number and dates.
  read_sensitive: ['supervisor'],
  decide_sensitive: ['supervisor'],
  manage_reporters: ['admin'],
  read_channels: ['supervisor', 'admin'],
  pair_channels: ['admin'],
  receive_alerts: ['reviewer', 'supervisor'],
  take_over_claims: ['supervisor'],
};

/** What of a signed-in person decides what they may do. */
export interface Staff {
  readonly role: StaffRole;
}

/** An admin runs the service and sees no cases: running it does not take reading them. */
export function staffMay({ role }: Staff, action: StaffAction): boolean {
  return allowed[action].includes(role);
}
