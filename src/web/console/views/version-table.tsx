/** What differs between two versions of a report, answer by answer. */
import type { VNode } from 'preact';
import { versionText } from '../../../i18n/casework.js';
import { listText } from '../../../i18n/console.js';
import type { VersionRow } from '../versions.js';

export function VersionTable({ rows }: { readonly rows: readonly VersionRow[] }): VNode {
  return (
    <table class="cards inner versions" data-testid="versions">
      <caption class="hidden">{versionText.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{versionText.field}</th>
          <th scope="col">{versionText.before}</th>
          <th scope="col">{versionText.after}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, before, after }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td data-label={versionText.before}>
              <Lines of={before} />
            </td>
            <td data-label={versionText.after}>
              <strong>
                <Lines of={after} />
              </strong>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Lines({ of }: { readonly of: readonly string[] }): VNode {
  if (of.length === 0) return <>{listText.none}</>;
  return (
    <>
      {of.map((line) => (
        <span key={line} class="line">
          {line}
        </span>
      ))}
    </>
  );
}
