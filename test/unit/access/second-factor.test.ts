import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passwordProblem } from '../../../src/domain/access/password.js';
import {
  makeRecoveryCodes,
  readRecoveryCode,
  showRecoveryCode,
} from '../../../src/domain/access/recovery-code.js';
import { signInStep } from '../../../src/domain/access/sign-in.js';
import { codeOf, makeSecret, secretUri, stepAt, stepOf } from '../../../src/domain/access/totp.js';
import { browserOf } from '../../../src/usecases/accounts/browser.js';

/** "12345678901234567890" of RFC 6238, appendix B, in base32. */
const rfcSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('codes by time', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('are those of RFC 6238 at second %i', (second, code) => {
    expect(codeOf(rfcSecret, stepAt(new Date(second * 1000)))).toBe(code);
  });

  it('are taken of the step before, this one and the next, and of no other', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_000_000, max: 4_000_000_000 }),
        fc.integer({ min: -5, max: 5 }),
        (second, off) => {
          const at = new Date(second * 1000);
          const secret = makeSecret(randomBytes);
          const typed = codeOf(secret, stepAt(at) + off);
          const found = stepOf(secret, typed, at);
          if (Math.abs(off) <= 1) expect(found).not.toBeNull();
          // A code of another step may be the same by chance, once in a million.
          else if (found !== null) expect(codeOf(secret, found)).toBe(typed);
        },
      ),
    );
    expect(stepOf(rfcSecret, '287082', new Date(59_000 + 90_000))).toBeNull();
    for (const odd of ['', '28708', '2870822', '28708a', ' 287082']) {
      expect(stepOf(rfcSecret, odd, new Date(59_000))).toBeNull();
    }
  });

  it('come from a secret of 160 bits that an app can read', () => {
    const secret = makeSecret(randomBytes);
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(secretUri({ issuer: 'SIPMAS Uji', account: 'uji', secret })).toBe(
      `otpauth://totp/SIPMAS%20Uji:uji?secret=${secret}&issuer=SIPMAS%20Uji`,
    );
  });
});

describe('recovery codes', () => {
  it('are read as they are shown, however they are typed', () => {
    for (const code of makeRecoveryCodes(randomBytes)) {
      const shown = showRecoveryCode(code);
      for (const typed of [code, shown, shown.toLowerCase(), shown.replace('-', ' – '), ` ${shown} `]) {
        expect(readRecoveryCode(typed)).toBe(code);
      }
    }
    expect(readRecoveryCode('OIL00-00000')).toBe('0110000000');
    for (const odd of ['', '123456', 'K7M42-XQ9T', 'K7M42-XQ9TBB', 'K7M42-XQ9TU']) {
      expect(readRecoveryCode(odd)).toBeNull();
    }
  });

  it('are ten different ones', () => {
    expect(new Set(makeRecoveryCodes(randomBytes)).size).toBe(10);
  });
});

describe('a password', () => {
  it.each([
    ['pendek', 'password_short'],
    ['kata-sandi1', 'password_short'],
    ['x'.repeat(201), 'password_long'],
    ['aaaaaaaaaaaaaa', 'password_simple'],
    ['ababababababab', 'password_simple'],
    ['nama.pengguna', 'password_username'],
    ['Nama.Pengguna2026!', 'password_username'],
    ['empat kata acak panjang', null],
    ['sebelas-dua', 'password_short'],
    ['nama.pengguna suka durian', null],
    ['ñandú ñandú kata', null],
  ])('%s: %s', (password, problem) => {
    expect(passwordProblem(password, 'nama.pengguna')).toBe(problem);
  });
});

describe('what stands between a session and the console', () => {
  it('is the code first, then a new password, then a second factor where one is needed', () => {
    const facts = fc.record({
      hasSecondFactor: fc.boolean(),
      gaveSecondFactor: fc.boolean(),
      mustChangePassword: fc.boolean(),
      needsSecondFactor: fc.boolean(),
    });
    fc.assert(
      fc.property(facts, (given) => {
        const step = signInStep(given);
        if (step !== 'none') return;
        expect(given.mustChangePassword).toBe(false);
        expect(given.hasSecondFactor ? given.gaveSecondFactor : !given.needsSecondFactor).toBe(true);
      }),
    );
    const all = { gaveSecondFactor: false, mustChangePassword: true, needsSecondFactor: true };
    expect(signInStep({ ...all, hasSecondFactor: true })).toBe('code');
    expect(signInStep({ ...all, hasSecondFactor: false })).toBe('password');
    expect(signInStep({ ...all, hasSecondFactor: false, mustChangePassword: false })).toBe('second_factor');
  });
});

describe('the browser of a session', () => {
  it.each([
    [
      'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
      'Chrome, Android',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
      'Edge, Windows',
    ],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1', 'Safari, iOS'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0', 'Firefox, Linux'],
    ['<script>alert(1)</script>', null],
    ['', null],
  ])('%s', (userAgent, known) => {
    expect(browserOf(userAgent)).toBe(known);
  });
});
