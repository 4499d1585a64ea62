import { z } from 'zod';
import type { Agency, AgencyContact } from '../../usecases/reference/services.js';
import type { StorageContext } from '../context.js';

const Contact = z.object({ person: z.string(), reach: z.string() });

interface AgencyRecord {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly contactEnc: string | null;
  readonly active: boolean;
  readonly version: number;
}

const cellOf = (id: string) => ({ table: 'agency', column: 'contact_enc', row: id });

export function openAgency({ cipher }: StorageContext, row: AgencyRecord): Agency {
  const { id, code, name, active, version, contactEnc } = row;
  const contact = contactEnc === null ? null : Contact.parse(cipher.openJson(contactEnc, cellOf(id)));
  return { id, code, name, active, version, contact };
}

export function sealContact(
  { cipher }: StorageContext,
  id: string,
  contact: AgencyContact | null,
): string | null {
  return contact === null ? null : cipher.sealJson(contact, cellOf(id));
}
