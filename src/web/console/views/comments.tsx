/** What the office says to itself about a case. */
import type { VNode } from 'preact';
import { v7 as uuidv7 } from 'uuid';
import { mentionParts } from '../../../domain/case/mention.js';
import { commentText } from '../../../i18n/case-actions.js';
import { mentionText } from '../../../i18n/casework.js';
import { COMMENT_LIMIT } from '../../../usecases/case/comments.js';
import type { CommentView } from '../../../usecases/case/services.js';
import type { Formatter } from '../format.js';
import { useListed } from './list-state.js';
import { Moment, Problems } from './parts.js';

/** A comment that was not taken: what was typed, and why. */
export interface CommentAttempt {
  readonly text: string;
  readonly problem: string;
}

interface CommentsProps {
  readonly caseId: string;
  readonly csrf: string;
  readonly comments: readonly CommentView[];
  /** Who may be called upon. */
  readonly colleagues: readonly { readonly username: string; readonly name: string }[];
  readonly attempt: CommentAttempt | null;
  readonly format: Formatter;
}

export function Comments({ caseId, csrf, comments, colleagues, attempt, format }: CommentsProps): VNode {
  const action = useListed(`/console/kasus/${caseId}/komentar`);
  return (
    <section class="card" aria-labelledby="komentar" data-testid="comments">
      <h2 id="komentar">{commentText.title}</h2>
      {comments.length === 0 ? <p class="quiet">{commentText.none}</p> : null}
      <ol class="timeline">
        {comments.map(({ id, text, authorName, at }) => (
          <li key={id}>
            <p class="said">
              <Said text={text} />
            </p>
            <p class="quiet">
              {authorName} · <Moment at={at} format={format} />
            </p>
          </li>
        ))}
      </ol>
      <form method="post" action={action} class="stack" noValidate data-once>
        <input type="hidden" name="_csrf" value={csrf} />
        <input type="hidden" name="id" value={uuidv7()} />
        <Problems title={commentText.problems} problems={attempt === null ? [] : [attempt.problem]} />
        <label>
          {commentText.write}
          <textarea
            name="text"
            rows={3}
            maxLength={COMMENT_LIMIT}
            required
            aria-invalid={attempt !== null}
            aria-describedby="komentar-siapa"
            value={attempt?.text ?? ''}
          />
        </label>
        <p class="hint" id="komentar-siapa">
          {commentText.hint}
        </p>
        {colleagues.length === 0 ? null : (
          <details class="mentionable">
            <summary>{mentionText.who}</summary>
            <p>
              {mentionText.whoHint}{' '}
              {colleagues.map(({ username, name }) => `@${username} (${name})`).join(', ')}
            </p>
          </details>
        )}
        <button type="submit" class="second">
          {commentText.button}
        </button>
      </form>
    </section>
  );
}

function Said({ text }: { readonly text: string }): VNode {
  return (
    <>{mentionParts(text).map((part, nth) => (nth % 2 === 1 ? <strong key={nth}>{part}</strong> : part))}</>
  );
}
