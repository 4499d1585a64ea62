/**
 * What the end of a connection asks for. Codes: Baileys' DisconnectReason.
 * - `again`: connect again, after a pause that grows.
 * - `at_once`: connect again now.
 * - `pair`: the credentials are void; a person must pair anew.
 * - `stop`: connecting again would make it worse; a person must act first.
 */
export type AfterDisconnect =
  | { readonly type: 'again' | 'at_once' | 'pair'; readonly code: number | null }
  | { readonly type: 'stop'; readonly code: number; readonly state: 'replaced' | 'error' };

const LOGGED_OUT = 401;
const FORBIDDEN = 403;
const MULTI_DEVICE_MISMATCH = 411;
const REPLACED = 440;
const RESTART_REQUIRED = 515;

export function afterDisconnect(error: unknown): AfterDisconnect {
  const code = statusCode(error);
  switch (code) {
    case LOGGED_OUT:
      return { type: 'pair', code };
    case REPLACED:
      // Another process uses the same pairing: each would push the other out for ever.
      return { type: 'stop', code, state: 'replaced' };
    case FORBIDDEN:
    case MULTI_DEVICE_MISMATCH:
      return { type: 'stop', code, state: 'error' };
    case RESTART_REQUIRED:
      return { type: 'at_once', code };
    case null:
    default:
      return { type: 'again', code };
  }
}

/** Of Baileys' Boom errors. */
export function statusCode(error: unknown): number | null {
  const status: unknown = Reflect.get(Object(Reflect.get(Object(error), 'output')), 'statusCode');
  return typeof status === 'number' ? status : null;
}
