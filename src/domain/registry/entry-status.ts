/** What has become of who an entry of Data Pemda is about. Nothing is ever deleted. */
export const entryStatuses = ['active', 'ineligible', 'moved', 'deceased'] as const;
export type EntryStatus = (typeof entryStatuses)[number];
