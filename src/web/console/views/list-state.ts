/** Of which list a case was opened from: what its links and forms carry on, so that the way leads back. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** '?daftar=ya&…', or '' when it was opened by itself. */
export const ListState = createContext('');

/** An address of the case's, with the list that it was opened from. */
export function useListed(path: string): string {
  return path + useContext(ListState);
}
