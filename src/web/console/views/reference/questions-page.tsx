import type { VNode } from 'preact';
import type { Item, Reference } from '../../../../domain/reference/reference.js';
import { QuestionTopic, type Question } from '../../../../domain/reference/values.js';
import { notifications } from '../../../../i18n/notifications.js';
import { questionText, questionTopicLabels, reasonText, referenceText } from '../../../../i18n/reference.js';
import type { QuestionForm } from '../../reference-form.js';
import { at, versionFor, type Attempt } from './attempt.js';
import { EXAMPLE_NUMBER } from './reasons-page.js';
import { Active, ChangeForm, ChatPreview, Folded, Order, Shell, type PageProps } from './shell.js';

const PATH = '/console/acuan/pertanyaan';

interface QuestionsPageProps extends PageProps {
  readonly reference: Reference;
  readonly attempt: Attempt<QuestionForm> | null;
}

export function QuestionsPage(props: QuestionsPageProps): VNode {
  const { reference, mayChange } = props;
  const topics = QuestionTopic.options.filter((topic) =>
    reference.questions.some(({ value }) => value.about === topic),
  );
  return (
    <Shell {...props} tab={PATH} beside>
      <section class="card" aria-labelledby="pertanyaan">
        <h2 id="pertanyaan">{questionText.title}</h2>
        <p class="hint">{questionText.hint}</p>
        {topics.map((topic) => (
          <div key={topic} class="question-group">
            <h3>{questionTopicLabels[topic]}</h3>
            {reference.questions
              .filter(({ value }) => value.about === topic)
              .map((item) => (
                <OneQuestion key={item.code} {...props} item={item} />
              ))}
          </div>
        ))}
        {mayChange ? (
          <div class="question-group">
            <OneQuestion {...props} item={null} />
          </div>
        ) : null}
      </section>
    </Shell>
  );
}

const blank: Question = { about: 'whole', text: '', order: 50, active: true };

function OneQuestion(props: QuestionsPageProps & { readonly item: Item<'question'> | null }): VNode {
  const { item, frame, mayChange } = props;
  const code = item?.code ?? '';
  const own = at(props.attempt, code);
  const { about, text, order, active } = own?.typed ?? item?.value ?? blank;
  const id = `pertanyaan-${code === '' ? 'baru' : code}`;
  return (
    <Folded
      id={id}
      open={own !== null}
      title={item?.value.text ?? questionText.addTitle}
      inactive={item?.value.active === false}
    >
      <ChangeForm
        frame={frame}
        action={`${PATH}/simpan`}
        mayChange={mayChange}
        attempt={own}
        button={item === null ? referenceText.add : referenceText.save}
        hidden={{ code, version: versionFor(own, item?.version ?? 0) }}
      >
        <label>
          {questionText.about}
          <select name="about" value={about}>
            {QuestionTopic.options.map((topic) => (
              <option key={topic} value={topic}>
                {questionTopicLabels[topic]}
              </option>
            ))}
          </select>
        </label>
        <div>
          <label>
            {questionText.text}
            <textarea
              name="text"
              rows={3}
              maxLength={300}
              required
              aria-describedby={`${id}-teks`}
              value={text}
            />
          </label>
          <p class="hint" id={`${id}-teks`}>
            {questionText.textHint}
          </p>
        </div>
        {item === null ? null : (
          <ChatPreview
            title={reasonText.preview}
            text={notifications.needs_correction(EXAMPLE_NUMBER, text)}
          />
        )}
        <Order id={id} value={String(order)} />
        <Active checked={active} />
      </ChangeForm>
    </Folded>
  );
}
