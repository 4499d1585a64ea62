/** Where colleagues have called upon one. What they said is on the page of the case. */
import type { VNode } from 'preact';
import { mentionText } from '../../../i18n/casework.js';
import { caseText } from '../../../i18n/console.js';
import type { MentionView } from '../../../usecases/casework/services.js';
import { assetUrl } from '../../plugins/assets.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { Layout } from './layout.js';
import { Empty, Moment } from './parts.js';

export const MENTIONS_PATH = '/console/disebut';

interface MentionsPageProps {
  readonly frame: Frame;
  readonly mentions: readonly MentionView[];
  readonly format: Formatter;
}

export function MentionsPage({ frame, mentions, format }: MentionsPageProps): VNode {
  return (
    <Layout
      frame={frame}
      title={mentionText.title}
      place="/console"
      head={<link rel="stylesheet" href={assetUrl('casework.css')} />}
    >
      <p class="back">
        <a href="/console" data-key="u">
          {caseText.back}
        </a>
      </p>
      <h1>{mentionText.title}</h1>
      <p class="lead">{mentionText.lead}</p>
      {mentions.length === 0 ? (
        <Empty title={mentionText.empty} hint={mentionText.emptyHint} />
      ) : (
        <Mentions mentions={mentions} format={format} />
      )}
    </Layout>
  );
}

function Mentions({ mentions, format }: Omit<MentionsPageProps, 'frame'>): VNode {
  return (
    <table class="cards" data-testid="mentions">
      <caption class="hidden">{mentionText.title}</caption>
      <thead>
        <tr>
          <th scope="col">{mentionText.number}</th>
          <th scope="col">{mentionText.subject}</th>
          <th scope="col">{mentionText.author}</th>
          <th scope="col">{mentionText.at}</th>
        </tr>
      </thead>
      <tbody>
        {mentions.map(({ commentId, caseId, number, subjectName, desaName, authorName, at, read }) => (
          <tr key={commentId}>
            <th scope="row">
              <a class="number" href={`/console/kasus/${caseId}#komentar`} data-row>
                {number}
              </a>
            </th>
            <td data-label={mentionText.subject}>
              {subjectName} <small>{desaName}</small>
            </td>
            <td data-label={mentionText.author}>
              {authorName} {read ? null : <span class="tag warn">{mentionText.unread}</span>}
            </td>
            <td data-label={mentionText.at}>
              <Moment at={at} format={format} short />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
