/** Identity numbers as they may be shown where they need not be known: the last four digits. */
import type { Report } from './report.js';

const HIDDEN = '•••• •••• ••••';

function masked<D extends string | null>(digits: D): D {
  return (digits === null ? null : `${HIDDEN} ${digits.slice(-4)}`) as D;
}

/** Whatever sixteen digits in a row a text holds, also with spaces, dots or dashes between them. */
export function maskNumbers<T extends string | null>(text: T): T {
  const hide = (number: string) => `${HIDDEN} ${number.replace(/\D/g, '').slice(-4)}`;
  return (text?.replace(/\d(?:[\s.-]{0,2}\d){15}/g, hide) ?? null) as T;
}

export function maskReport(report: Report): Report {
  const common = {
    nik: masked(report.nik),
    kk: masked(report.kk),
    note: maskNumbers(report.note),
    duplicateReason: maskNumbers(report.duplicateReason),
    address: report.address === null ? null : { ...report.address, line: maskNumbers(report.address.line) },
  };
  const members = 'members' in report ? report.members.map((one) => ({ ...one, nik: masked(one.nik) })) : [];
  switch (report.kind) {
    case 'new_poor_household':
      return { ...report, ...common, members, address: common.address ?? report.address };
    case 'pmks_case':
      return { ...report, ...common, address: common.address ?? report.address };
    case 'no_longer_eligible':
      return { ...report, ...common };
    case 'data_update':
      return {
        ...report,
        ...common,
        members,
        gone: maskNumbers(report.gone),
        place: maskNumbers(report.place),
      };
  }
}
