/** Seals everything anew under the first of FIELD_KEYS: `npm run rotate-keys`. Interrupted, the same command goes on. */
import { readConfig } from './config.js';
import type { Container } from './container.js';
import { AppError } from './errors.js';
import { rotationFault, rotationProgramText as program, rotationText as text } from './i18n/rotation.js';
import { boundMemory, refuse, withContainer } from './run.js';
import { rotationQueries } from './storage/rotation/rotation.js';
import { beginRotation, rotateKeys } from './usecases/rotation/rotate-keys.js';

const SAY_EVERY_MS = 2_000;
const say = (sentence: string) => process.stdout.write(`${sentence}\n`);
let asked = false;
process.once('SIGINT', () => {
  asked = true;
  say(program.stopping);
});

/** Exit code: 1 where something is left under another key. */
async function run({ unitOfWork, clock, storage, resealed, keys }: Container): Promise<number> {
  const deps = { unitOfWork, clock, rotation: rotationQueries(storage), resealed, keys };
  await beginRotation(deps, null);
  const begun = await deps.rotation.newest();
  say(program.begun(keys.active, begun?.total ?? 0));
  let said = Date.now();
  const ended = await rotateKeys(deps, async () => {
    if (Date.now() - said >= SAY_EVERY_MS) {
      said = Date.now();
      say(program.progress((await deps.rotation.newest())?.done ?? 0));
    }
    return asked;
  });
  const rotation = await deps.rotation.newest();
  if (!ended || rotation?.state !== 'finished') {
    const failure = rotation?.failure ?? null;
    return refuse(failure === null ? program.stopped : text.failures[failure]);
  }
  say(program.ended(rotation.done));
  if (rotation.unreadable > 0) say(text.unreadable(rotation.unreadable));
  if (rotation.left !== 0) return refuse(text.left(rotation.left ?? 0));
  say(text.whole(rotation.keyId));
  return 0;
}

boundMemory();
try {
  process.exitCode = await withContainer(readConfig(), run);
} catch (error) {
  if (!(error instanceof AppError && error.code === 'rotation.other_key')) throw error;
  process.exitCode = refuse(rotationFault);
}
