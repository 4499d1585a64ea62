/** What a list of people may leave the service for; the access log keeps it. */
export const exportPurposes = ['aid', 'field_check', 'reporting', 'other'] as const;
export type ExportPurpose = (typeof exportPurposes)[number];
