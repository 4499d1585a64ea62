/** The benchmark measures steps of real reports: its lines are answers to what is asked. */
import { expect, it } from 'vitest';
import { reportKinds } from '../../../src/domain/report/report.js';
import { questionOf } from '../../../src/dialogue/question.js';
import { scripts, type Script } from '../../bench/lines.js';
import { Talk } from '../../support/talk.js';

/** Says it all; returns what is asked in the end. */
function say(script: Script, report: number) {
  const talk = new Talk();
  for (const line of script(report)) {
    talk.say(line);
    expect(talk.replies, line).toHaveLength(1);
  }
  return questionOf(talk.inner, talk.context);
}

it('each line gets one reply, and the last the summary of the whole report', () => {
  for (const script of Object.values(scripts).flat()) {
    for (const report of [0, 1_999, 123_456]) {
      expect(say(script, report).type, script(report).join()).toBe('summary');
      expect(script(report)).toHaveLength(script(0).length);
    }
  }
});

it('all kinds are as many', () => {
  const kinds = scripts.allKinds.map((script) => {
    const question = say(script, 0);
    return question.type === 'summary' ? question.draft.kind : null;
  });
  for (const kind of reportKinds) expect(kinds.filter((one) => one === kind)).toHaveLength(3);
});
