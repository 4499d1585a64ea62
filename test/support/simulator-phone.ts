import { randomUUID } from 'node:crypto';
import type { SimulatorServices } from '../../src/usecases/console-services.js';
import type { Phone } from './phone.js';

/** The simulator without its page. `times`: every message is delivered that often. */
export function simulatorPhone(simulator: SimulatorServices, personId: string, times = 1): Phone {
  const deliver = async (input: Omit<Parameters<SimulatorServices['send']>[1], 'clientId'>) => {
    const clientId = randomUUID();
    for (let time = 0; time < times; time += 1) await simulator.send(personId, { ...input, clientId });
  };
  const botLines = async () => {
    const { items } = await simulator.messages(personId, null);
    return items.filter((item) => item.from === 'bot');
  };
  return {
    say: (text) => deliver({ text }),
    press: async (label) => {
      const line = (await botLines()).findLast((item) =>
        item.choices.some((choice) => label.test(choice.label)),
      );
      const choice = line?.choices.find((candidate) => label.test(candidate.label));
      if (line === undefined || choice === undefined) throw new Error(`no button ${String(label)}`);
      // A real second press has an id of its own, on a real phone as here.
      for (let time = 0; time < times; time += 1) {
        await deliver({ choice: { token: choice.token, label: choice.label, pressedOn: line.id } });
      }
    },
    read: async () => (await botLines()).map((item) => item.text),
  };
}
