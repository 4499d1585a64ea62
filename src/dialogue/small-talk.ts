/** What people say to each other, and to machines: a short polite answer, and the question again. */
import { dialogue } from '../i18n/dialogue.js';
import { plainWords } from './parse/text.js';
import type { DialogueContext } from './types.js';

const TO = '(?: (?:pak|bapak|bu|ibu|min|admin|kak|bang|mas|mbak|semua|sekali|banyak|ya|bot))*';
const THANKS = new RegExp(
  `^(?:(?:ok|oke|baik|siap|sip|ya),? )?(?:terima kasih|terimakasih|makasih|mksh|makasi|tks|thx|thanks|thank you|trims|trimakasih|matur nuwun|suwun|hatur nuhun)${TO}$`,
);
const SALAM = new RegExp(
  `^(?:ass?ala+mu ?'? ?ala?ikum|ass?ala+mualaikum|askum|aslm|asww?)(?: (?:wr|warahmatullahi) ?\\.?(?: ?(?:wb|wabarakatuh))?)?\\.?${TO}$`,
);
const HELLO = new RegExp(
  `^(?:halo+|hallo+|hai|hay|hei|hi|hello|permisi|ping|selamat (?:pagi|siang|sore|malam)|(?:met )?(?:pagi|siang|sore|malam))${TO}$`,
);
const FOREIGN =
  /^(?:hello|hi|hey|good (?:morning|afternoon|evening)|how are you|what|who|where|please|can you|do you|i (?:want|need|would|am)|is there|english)\b(?: [a-z ]+)?$/;
const bad = new Set(
  'anjing anjg anjir asu babi bajingan bangsat bego bodoh bloon brengsek cok cuk jancok dancok goblok geblek kampret kontol memek monyet ngentot pantek perek setan tai taik tolol sialan idiot fuck fucking shit stupid lonte'.split(
    ' ',
  ),
);
/** Words that go with an insult, and with no answer. */
const around = new Set(
  'dasar bot robot kamu kau kalian lu lo loe elu gue kah banget sekali amat ini itu yang emang memang mesin sistem sistemnya aplikasi aplikasinya mu nya pak bu you the is this ya woi woy hei si'.split(
    ' ',
  ),
);

/** null: it is something else, and may be an answer. */
export function smallTalk(text: string, first: boolean, { reporter }: DialogueContext): string | null {
  const words = plainWords(text.replace(/['’`]/g, ''));
  if (THANKS.test(words)) return dialogue.small.thanks;
  if (SALAM.test(words)) return dialogue.small.salam;
  if (HELLO.test(words))
    return first ? dialogue.greeting(reporter.name) : dialogue.small.hello(reporter.name);
  return insults(words) ? dialogue.small.calm : null;
}

function insults(words: string): boolean {
  const all = words.split(/[\s,.:/-]+/).filter((word) => word !== '');
  return all.some((word) => bad.has(word)) && all.every((word) => bad.has(word) || around.has(word));
}

/** Only where nothing but a command can be an answer: elsewhere it may be somebody's name. */
export function isForeign(text: string): boolean {
  return FOREIGN.test(plainWords(text));
}
