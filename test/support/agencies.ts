/** Other agencies, made up, with keys to the API. */
import { v7 as uuidv7 } from 'uuid';
import type { Container } from '../../src/container.js';
import type { AgencyGrant } from '../../src/domain/access/agency.js';
import { opdAdminOf, referenceOf } from '../../src/parts.js';
import { staff } from './reports.js';

export const wholeGrant: AgencyGrant = {
  areas: ['64.08'],
  groups: ['identity', 'contact', 'socio_economic', 'household', 'pmks', 'pmks_sensitive', 'aid'],
  actions: ['read', 'record_aid'],
  programs: [],
};

let made = 0;

export interface AgencyWithKey {
  readonly agencyId: string;
  readonly keyId: string;
  /** As it is sent. */
  readonly key: string;
}

export async function agencyWithKey(
  container: Container,
  grant: AgencyGrant = wholeGrant,
  perMinute = 1_000_000,
): Promise<AgencyWithKey> {
  const nth = (made += 1);
  const admin = await staff(container, 'admin');
  const agencyId = uuidv7();
  const agency = {
    id: agencyId,
    version: 0,
    code: `opd-uji-${String(nth)}`,
    name: `OPD Uji ${String(nth)}`,
  };
  const saved = await referenceOf(container).saveAgency(
    admin,
    { ...agency, contact: { person: '', reach: '' }, active: true },
    '127.0.0.1',
  );
  if (!saved.ok) throw new Error('the agency was not kept');
  await setGrant(container, agencyId, grant, perMinute);
  return { agencyId, ...(await keyFor(container, agencyId)) };
}

export async function setGrant(
  container: Container,
  agencyId: string,
  grant: AgencyGrant,
  perMinute = 1_000_000,
): Promise<void> {
  const admin = await staff(container, 'admin');
  const opd = opdAdminOf(container);
  const { policy } = await opd.access(admin, agencyId);
  const saved = await opd.savePolicy(
    admin,
    agencyId,
    { grant, perMinute, version: policy.version },
    '127.0.0.1',
  );
  if (!saved.ok) throw new Error(`the grant was not kept: ${saved.problem}`);
}

export async function keyFor(
  container: Container,
  agencyId: string,
): Promise<{ readonly keyId: string; readonly key: string }> {
  const admin = await staff(container, 'admin');
  const input = { id: uuidv7(), agencyId, name: 'Aplikasi Uji', days: 365 };
  const key = await opdAdminOf(container).makeKey(admin, input, '127.0.0.1');
  if (!key.ok || key.text === null) throw new Error('no key was made');
  return { keyId: key.id, key: key.text };
}

export async function webhookFor(container: Container, agencyId: string, url: string) {
  const admin = await staff(container, 'admin');
  const added = await opdAdminOf(container).addWebhook(admin, { id: uuidv7(), agencyId, url }, '127.0.0.1');
  if (!added.ok || added.text === null) throw new Error('no webhook was added');
  return { webhookId: added.id, secret: added.text };
}
