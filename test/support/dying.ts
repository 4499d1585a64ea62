import type { UnitOfWork, Work } from '../../src/usecases/ports.js';

/** The process dies inside the transaction, right after its n-th call has written. */
export function dyingAfter(unitOfWork: UnitOfWork, n: number): UnitOfWork {
  return {
    run: (work) =>
      unitOfWork.run((tx) => {
        let calls = 0;
        const dying = <T extends object>(part: T): T =>
          new Proxy(part, {
            get: (target, name) => {
              const member: unknown = Reflect.get(target, name, target);
              if (typeof member !== 'function') return member;
              return async (...given: unknown[]) => {
                const result: unknown = await (member as (...all: unknown[]) => unknown).apply(target, given);
                calls += 1;
                if (calls === n) throw new Error('died');
                return result;
              };
            },
          });
        const parts = Object.entries(tx).map(([name, part]) => [name, dying(part as object)]);
        return work(Object.fromEntries(parts) as Work);
      }),
  };
}
