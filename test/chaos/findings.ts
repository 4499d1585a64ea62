import type { TelegramServer } from '../support/telegram-server.js';
import type { ReportingPerson } from './reporters.js';
import type { ReviewDesk } from './reviewers.js';

export interface Findings {
  readonly counts: Readonly<Record<string, number | string>>;
  readonly violations: readonly string[];
}

export interface Witnesses {
  readonly telegram: Pick<TelegramServer, 'sent'>;
  readonly desk: Pick<ReviewDesk, 'confirmed'>;
  readonly people: readonly Pick<
    ReportingPerson,
    'told' | 'said' | 'askedAgain' | 'unheard' | 'notReminded' | 'putAside' | 'desaCode'
  >[];
}
