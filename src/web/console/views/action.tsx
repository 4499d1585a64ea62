import type { ComponentChildren, VNode } from 'preact';
import type { Frame } from '../context.js';

interface ActionProps {
  readonly frame: Frame;
  readonly action: string;
  readonly children: ComponentChildren;
}

/** A form that is no more than its button. */
export function Action({ frame, action, children }: ActionProps): VNode {
  return (
    <form method="post" action={action} data-once>
      <input type="hidden" name="_csrf" value={frame.csrf} />
      {children}
    </form>
  );
}
