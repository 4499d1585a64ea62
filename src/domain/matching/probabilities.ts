/**
 * Agreement of two records of one person (m) and of two persons (u), by field and level. From what is known
 * of Indonesian registers and from reason, not from a sample: of thousand households visited anew, this many
 * are written so. A NIK, for one, is wrong in one of fifty hand-typed records; a village of 3,500 has forty
 * people of each year of birth.
 */
export const defaultLevels = {
  name: {
    exact: { m: 0.72, u: 0.001 },
    near: { m: 0.15, u: 0.0016 },
    partial: { m: 0.05, u: 0.003 },
    similar: { m: 0.06, u: 0.01 },
    different: { m: 0.005, u: 0.98 },
  },
  date: {
    exact: { m: 0.78, u: 0.0002 },
    /** Both 1 January: half of those without papers are. */
    default: { m: 0.05, u: 0.003 },
    /** As the other's NIK says. */
    alternative: { m: 0.02, u: 0.0001 },
    swapped: { m: 0.02, u: 0.0001 },
    near: { m: 0.06, u: 0.0015 },
    year: { m: 0.04, u: 0.012 },
    around: { m: 0.05, u: 0.05 },
    different: { m: 0.004, u: 0.94 },
  },
  nik: {
    exact: { m: 0.9, u: 0.00001 },
    day40: { m: 0.01, u: 0.000001 },
    typo: { m: 0.03, u: 0.00001 },
    /** Twins' numbers are as like as this. */
    serial: { m: 0.01, u: 0.005 },
    different: { m: 0.03, u: 0.99 },
  },
  kk: {
    exact: { m: 0.75, u: 0.00005 },
    typo: { m: 0.03, u: 0.0005 },
    different: { m: 0.22, u: 0.99 },
  },
  code: {
    same: { m: 0.92, u: 0.01 },
    parent: { m: 0.04, u: 0.06 },
    different: { m: 0.04, u: 0.93 },
  },
  sex: { same: { m: 0.99, u: 0.5 }, different: { m: 0.01, u: 0.5 } },
  /** Phones are shared, and changed. */
  phone: { exact: { m: 0.5, u: 0.0002 }, different: { m: 0.5, u: 0.99 } },
  text: {
    exact: { m: 0.45, u: 0.003 },
    similar: { m: 0.3, u: 0.03 },
    different: { m: 0.25, u: 0.96 },
  },
} as const;
