import type { Disability, Relation, Schooling, Sex } from '../../domain/report/parts.js';

export function readSex(_text: string): Sex | null {
  return null;
}

export function readRelation(_text: string): Relation | null {
  return null;
}

export function readSchooling(_text: string): Schooling | null {
  return null;
}

export function readDisability(_text: string): Disability | null {
  return null;
}
