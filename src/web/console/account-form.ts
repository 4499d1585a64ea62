/** What the forms about accounts carry, and the sentence for what is wrong with them. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { doorText, passwordText, secondFactorText, userText } from '../../i18n/accounts.js';
import { signInText } from '../../i18n/console.js';
import type { From } from '../../usecases/accounts/services.js';
import { manyTexts, typedText } from './context.js';

export const CodeForm = z.object({ code: typedText, next: z.string().optional().catch(undefined) });
export const NewPasswordForm = z.object({
  current: typedText,
  password: typedText,
  again: typedText,
  next: z.string().optional().catch(undefined),
});
export const SecondFactorForm = z.object({
  code: typedText,
  password: typedText,
  next: z.string().optional().catch(undefined),
});
export const UserForm = z.object({
  username: typedText,
  name: typedText,
  role: typedText,
  regions: manyTexts,
  grants: manyTexts,
});
export type UserForm = z.infer<typeof UserForm>;

export function fromOf(request: FastifyRequest): From {
  return { ip: request.ip, userAgent: request.headers['user-agent'] ?? '' };
}

/** What went wrong, and what the answer's status says of it. */
export interface Fault {
  readonly sentence: string;
  readonly status: number;
}

/** The fault of what was typed; null: it is something else. `wrong`: what a wrong password or code is called. */
function faultOf(error: unknown, wrong: string): Fault | null {
  if (!(error instanceof AppError)) return null;
  const { status, code, details } = error;
  if (code === 'auth.locked') return { status, sentence: signInText.locked(Number(details['minutes'] ?? 1)) };
  if (code === 'auth.invalid_credentials') {
    return { status: 422, sentence: details['what'] === 'code' ? secondFactorText.wrong : wrong };
  }
  const { field } = details;
  if (code !== 'input.invalid' || typeof field !== 'string') return null;
  const sentences: Readonly<Record<string, string>> = { ...passwordText.problem, ...userText.problem };
  const sentence = sentences[field];
  return sentence === undefined ? null : { status, sentence };
}

/** The work's result, or the fault of what was typed. */
export async function attempted<T>(
  work: () => Promise<T>,
  wrong: keyof typeof wrongWords = 'password',
): Promise<{ readonly done: T } | { readonly fault: Fault }> {
  try {
    return { done: await work() };
  } catch (error) {
    const fault = faultOf(error, wrongWords[wrong]);
    if (fault === null) throw error;
    return { fault };
  }
}

const wrongWords = { password: passwordText.wrong, code: doorText.codeWrong } as const;

/** The password typed twice. Throws input.invalid {field: 'password_again'}. */
export function typedTwice({ password, again }: { password: string; again: string }): string {
  if (password !== again) throw new AppError('input.invalid', { field: 'password_again' });
  return password;
}
