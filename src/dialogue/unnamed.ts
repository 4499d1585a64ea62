import type { OutboundBody } from '../domain/channel/message.js';
import { withoutSensitiveNames, type PmksCategory } from '../domain/pmks/categories.js';

/** No answer names a sensitive category, not even in what somebody wrote and reads again. */
export function unnamed(body: OutboundBody, categories: readonly PmksCategory[]): OutboundBody {
  const { choices } = body;
  const text = withoutSensitiveNames(body.text, categories);
  return choices === undefined
    ? { ...body, text }
    : {
        ...body,
        text,
        choices: choices.map((choice) => ({
          ...choice,
          label: withoutSensitiveNames(choice.label, categories),
        })),
      };
}
